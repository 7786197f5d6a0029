"""Given names of many languages, a hint that capitals name a person; family names that stand first; their endings."""

from __future__ import annotations

from typing import Final

GIVEN_NAMES: Final = frozenset(
    """Aaron Abbas Abd Abdallah Abdel Abdelaziz Abdelfattah Abdelmadjid Abdirahman Abdoulaye Abdul Abdulaziz Abdulla
    Abdullah Abdullahi Abdulrahman Abdurrahman Abe Abel Abigail Abiy Abraham Abu Achim Ada Adam Adamu Adel Adela
    Adele Adil Adnan Adolf Adolfo Adrian Adriana Adrien Agnes Agus Ahmad Ahmed Ahmet Aidan Aigars Aileen Aimee
    Aisha Aiko Ajay Ajit Akbar Akhtar Akihito Akira Akram Alaa Alain Alan Alassane Albert Alberto Alec Alejandro
    Alejandra Alek Aleksandar Aleksander Aleksandr Aleksei Aleksey Alena Alessandro Alex Alexander Alexandr
    Alexandra Alexandre Alexandros Alexandru Alexei Alexey Alexis Alfonso Alfred Alfredo Ali Alice Alicia Alija
    Alina Alisher Alison Alistair Allan Allen Alma Alois Alonso Aloysius Alpha Alphonse Alvaro Álvaro Amal Amanda
    Amadou Amartya Amber Amelia Amin Amina Amir Amit Amos Amr Amy Ana Anastasia Anatol Anatole Anatoly Anders
    Andre André Andrea Andreas Andrei Andrej Andres Andrés Andrew Andrey Andrii Andriy Andrzej Andy Angela
    Angelica Angelina Angelo Angus Anil Anita Anja Anjali Ann Anna Annalena Anne Annette Annie Anthony Antoine
    Anton Antonella Antoni Antonia Antonio António Antony Antti Anwar Apolinario April Ara Aram Aravind Ariel
    Aristide Arjun Arkady Armand Armando Armen Armin Arnold Arne Arsen Arseniy Art Artem Arthur Arturo Arun Arvind
    Asad Asif Asim Asma Ashley Ashraf Ashton Askar Aslan Asha Atal Atef Athanasios Atiku Audrey August Augusto
    Aung Aurelio Aurora Avi Avigdor Avril Axel Aya Ayman Ayub Azali Aziz Azmi Babak Badr Baburam Bakhyt Balazs
    Balázs Ban Barack Barbara Barham Barnaby Barry Bart Bartosz Bashar Basil Bassam Bassel Bayram Beata Beatrice
    Beatriz Ben Benedict Benedikt Benazir Benigno Benito Benjamin Benny Benoît Berat Bernadette Bernard Bernardo
    Bernie Bert Bertrand Beth Betty Beverly Bezalel Bhumibol Bidhya Bilal Bilawal Bill Billy Binali Binyamin
    Benyamin Björn Bjorn Blaise Blanca Blaž Bob Bobby Bohdan Bohuslav Bola Bongbong Boris Borislav Borut Boutros
    Boyko Brad Bradley Brandon Brenda Brendan Brent Brett Brian Brigitte Bronisław Bronislaw Bruce Bruno Bryan
    Burhan Burhanuddin Byron Caleb Calvin Camila Camille Carl Carla Carles Carlo Carlos Carmen Carol Carole
    Carolina Caroline Carolyn Carsten Casey Casper Catalina Catherine Cathy Cecilia Cécile Cedric Celia Celso
    Cesar César Chad Chandra Chandrika Charles Charlie Charlotte Chen Cheryl Chester Chiara Chloe Chris Christian
    Christiane Christina Christine Christodoulos Christoph Christophe Christopher Chrystia Chuck Ciaran Cindy
    Claire Clara Clare Clarence Claude Claudia Claudio Clayton Clement Clemens Cleverly Clifford Clint Clive
    Colette Colin Colleen Connor Conrad Constance Constantin Constantine Corazon Cordell Corina Cornelius Cory
    Craig Cristian Cristiano Cristina Crispin Curtis Cynthia Cyril Cyrus Dagmar Daisy Dale Dalia Damian Damien Dan
    Dana Daniel Daniela Danielle Danilo Danny Dara Daria Dario Darius Darren Dave David Davide Davit Davor Dawn
    Dean Deborah Debra Deepak Deirdre Delfin Denis Denise Dennis Denys Derek Desmond Devin Diana Diane Didier
    Diego Dieter Dietrich Dilma Dimitar Dimitri Dimitrios Dimitris Dina Dinesh Diosdado Dirk Djamel Dmitri Dmitriy
    Dmitry Dmytro Dolores Dominic Dominik Dominique Don Donald Donna Donnie Dora Dorin Doris Dorothy Doug Douglas
    Dragan Dritan Duncan Dusan Dušan Dustin Dwight Dylan Eamon Earl Ebrahim Ed Eddie Edgar Edgars Edi Edith Edmund
    Edmundo Edouard Édouard Eduard Eduardo Edward Edwin Egils Ehud Eileen Ekaterina Ekrem Elaine Eldar Eleanor
    Elena Elias Elie Elijah Elina Elisa Elisabeth Elise Elizabeth Ella Ellen Ellie Elliott Elly Elmar Eloy Elsa
    Elvira Elvis Emanuel Emil Emiliano Emilio Emily Emine Emir Emma Emmanuel Emmerson Emomali Enda Ender Enrico
    Enrique Epeli Epifanio Eric Erica Erich Erik Erika Erin Erlan Erna Ernest Ernesto Ernst Errol Erwin Esmail
    Espen Esteban Estelle Esther Etienne Étienne Eugene Eugenio Eva Evan Evelyn Evgeny Evo Ewa Ezra Fabian Fabio
    Fabrice Fadi Fahad Fahd Faisal Faiz Farah Farhan Farid Faris Farouk Farooq Faruk Fatima Fatou Fatih Fatos
    Faustin Fawzi Faye Fayez Federica Federico Felipe Felix Félix Ferdinand Fergus Fernanda Fernando Fidel Filip
    Fiona Firas Florence Florian Floyd Folke Fouad Fran Frances Francesca Francesco Francine Francis Francisco
    Franco François Francois Françoise Frank Franklin Frans František Franz Fraser Fred Freddie Frederic Frédéric
    Frederick Frederik Fredrik Friedrich Fritz Fuad Fumio Gabriel Gabriela Gabriele Gabrielle Gadi Gaetano Gail
    Gamal Ganesh Gareth Garry Gary Gaspar Gaston Gavin Gebran Geert Gemma Gennady Geoff Geoffrey Georg George
    Georges Georgi Georgia Georgios Gerald Geraldine Gérald Gerard Gérard Gerardo Gerd Gerhard Germán Gerry
    Gertrude Getachew Ghassan Gholam Giacomo Gianni Gideon Gilbert Gilberto Gilles Gina Giorgi Giorgia Giorgio
    Giovanni Gitanas Giulia Giulio Giuseppe Gladys Glenn Gloria Godfrey Golda Goodluck Gopal Gordana Gordon
    Gotabaya Grace Graham Grant Greg Gregor Gregorio Gregory Greta Grigory Grzegorz Guido Guillaume Guillermo
    Gulbuddin Gunnar Günter Günther Gunther Gurbanguly Gus Gustav Gustavo Guy Haakon Habib Hadi Hafez Hafiz Haider
    Haidar Haile Hailemariam Hakan Hal Haley Halimah Halim Hamad Hamdi Hamid Hamza Han Hana Hani Hank Hanna Hannah
    Hanan Hans Harald Hardeep Harish Harold Haroon Harriet Harris Harry Harsh Haruhiko Harvey Hasan Hashim Hashem
    Hassan Hassanal Haydar Hayao Hazel Heather Hector Héctor Hedwig Heidi Heiko Heinrich Heinz Helen Helena Helene
    Helga Helle Helmut Hendrik Hennadiy Henk Henri Henriette Henrik Henrique Henry Herbert Herman Hermann
    Hermogenes Hernán Hernando Hichem Hidayat Hideki Hillary Hilary Hilda Hiroshi Hirofumi Hisham Holly Homer
    Horacio Horst Hosni Hossam Hossein Howard Hubert Huda Hugh Hugo Hugues Humberto Humphrey Hun Hussain Hussam
    Hussein Hüseyin Huseyin Hyacinth Iain Ian Ibrahim Idriss Idris Ieng Ignacio Ignazio Igor Ihor Ikram Ikuo Ilan
    Ilana Ildefonso Ilham Ilir Ilse Ilya Imelda Imran Imre Ina Indira Ines Inês Inga Inger Ingmar Ingrid Innocent
    Ion Ioannis Iqbal Iraj Irakli Irene Irina Iris Irma Irwin Isaac Isabel Isabella Isabelle Isaias Iskander
    Ismael Ismail Isidro Islam Isobel Israel Issa István Istvan Ivan Ivana Ivar Iveta Ivica Ivo Ivor Iván Jaafar
    Jaap Jabir Jacek Jacinda Jack Jackie Jacob Jacqueline Jacques Jadranka Jafar Jagdish Jaime Jair Jake Jakaya
    Jakob Jakov Jalal Jamal James Jamie Jamil Jan Jana Jane Janet Janez Janice Janine Janis Jānis Janos János
    Janusz Jared Jarosław Jaroslaw Jason Jasper Javad Javed Javier Jawaharlal Jay Jean Jean-Claude Jean-Louis
    Jean-Luc Jean-Marie Jean-Noël Jean-Paul Jean-Pierre Jean-Yves Jeanine Jeanne Jeff Jeffrey Jejomar Jelena
    Jennifer Jenny Jens Jeremy Jerome Jérôme Jerry Jerzy Jesse Jessica Jesús Jesus Jiang Jigme Jill Jim Jimmy Jiri
    Jiří Jo Joachim Joan Joanna Joanne João Joao Joaquim Joaquin Joaquín Jocelyn Jochen Jody Joe Joel Joergen
    Johan Johann Johanna Johannes John Johnnie Johnny Johnson Joko Jolanta Jolly Jomo Jon Jonas Jonathan Jong
    Jordan Jordi Jorge Jorgen Jørgen Joris José Jose Josef Josefina Joseph Josephine Josep Josh Joshua Josip
    Josiah Josué Jovan Jovenel Joyce Józef Juan Juana Jude Judith Judy Juha Jules Julia Julian Juliana Julie
    Julien Juliet Julio Julius June Jürgen Jurgen Jussi Justin Justine Jusuf Jyrki Kabir Kais Kaja Kajsa Kamal
    Kamala Kamel Kamil Kamran Karen Karel Karim Karin Karine Karl Karol Karolina Kashif Kasım Kasit Kassym-Jomart
    Katarina Kate Katerina Katharine Katherine Kathleen Kathryn Kathy Katie Katja Katrin Katrín Kay Keir Keith
    Kelly Kemal Kemi Ken Kenan Kennedy Kenneth Kent Kerry Kevin Khaled Khalid Khalifa Khalil Khurram Khwaja Kieran
    Kiichi Kimberly Kirill Kirsten Kirsty Kit Kjell Klaus Klemens Knut Kofi Koichi Kolinda Kōno Konrad Konstantin
    Konstantinos Kostas Kris Krishna Kristalina Kristen Kristin Kristina Krisztina Krzysztof Kumar Kurt Kwame
    Kwasi Kyle Kyriakos Ladislav Lakhdar Lal Lalit Lamine Lana Lara Larry Lars Larisa Laszlo László Laura Laurent
    Laurence Lauren Lawrence Layla Lazar Lazarus Lea Leah Lech Lee Leif Leila Leo León Leon Leonard Leonardo
    Leonel Leonid Leonidas Leonie Leopold Léopold Leroy Les Leslie Lester Leszek Leticia Lev Levan Levi Lewis Liam
    Lidia Lilian Liliana Lily Lin Lina Linas Lincoln Linda Lindsay Lindsey Lionel Lisa Liu Livia Liz Lloyd Loan
    Lorenzo Loretta Lori Lorraine Lotte Lou Louis Louisa Louise Lourdes Loyola Luc Luca Lucas Lucia Lucian Luciano
    Lucie Lucien Lucinda Lucio Lucy Ludovic Ludwig Luigi Luis Luisa Luís Luiz Lukas Luke Lula Luther Luz Lydia
    Lyle Lyn Lynda Lyndon Lynn Lyudmila Maarten Madeleine Magda Magdalena Maggie Magnus Mahathir Mahdi Mahendra
    Maher Mahinda Mahmoud Mahmud Maia Maithripala Majid Malala Malcolm Malik Mamadou Mamnoon Mamuka Manal Manfred
    Manmohan Manny Manoj Mansour Manuel Manuela Mar Marc Marcel Marcela Marcelo Marcia Marcin Marco Marcos Marcus
    Mare Marek Margaret Margarita Margot Margrethe Margus Marguerite Maria María Marian Mariana Mariano Marie
    Marielle Marija Marilyn Marina Mario Mário Marion Marios Marisa Marise Marissa Marit Marine Mariya Mark Marko
    Markus Marlene Marshall Marta Marthe Martha Martin Martina Martine Marty Marvin Mary Maryam Marzouki Masako
    Masatoshi Masoud Massoud Massimo Mateo Mateusz Mathieu Mathias Matías Matt Matteo Matthew Matthias Matthieu
    Mattias Maud Maura Maureen Maurice Mauricio Maurizio Mauro Max Maxim Maxime Maximilian May Mayra Megan Mehdi
    Mehmet Mel Melanie Melinda Melissa Melvin Mercedes Meredith Mervyn Meryem Meles Menachem Messoud Mevlüt Mevlut
    Mia Micha Michael Michał Michal Micheál Michel Micheline Michèle Michele Michelle Mick Miguel Mihai Mihail
    Mihály Mike Mikhail Mikheil Mikis Mikael Mikko Mikuláš Milan Mildred Milica Milo Miloš Milos Milorad Milton
    Mina Ming Minh Minna Minouche Minoru Miriam Mirek Mirjana Miro Miroslav Mirza Mitch Mitchell Mitt Mitsotakis
    Mladen Modibo Moeen Mohamad Mohamed Mohammad Mohammed Mohamud Mohan Mohsen Moise Moïse Mojtaba Moises Molly
    Momir Mona Monica Monika Monique Morgan Moritz Morris Morten Mostafa Moshe Moussa Moustapha Muammar Mubarak
    Muhammad Muhammadu Muhyiddin Mukhtar Munir Murad Murat Muriel Murray Murli Musa Mustafa Mustapha Muqtada
    Myriam Myron Myrna Nabih Nabil Nabila Nacer Nada Nadia Nadine Nadir Nael Naftali Naguib Nahed Naim Najib Nana
    Nancy Nandan Naomi Narendra Naruhito Nasir Nasser Nassir Natalia Natalie Natasha Nathalie Nathan Nathaniel
    Nauman Nawaf Nawaz Nayef Nayib Nazar Nazanin Ned Neelam Neil Nelson Nenad Nestor Néstor Neville Nezavisimaya
    Nicanor Nguyen Nicholas Nick Nicky Nicola Nicolae Nicolai Nicolas Nicolás Nicole Nicoletta Nicos Nigel Nijat
    Nikita Niki Niklas Nikol Nikola Nikolai Nikolaos Nikolaus Nikolay Nikos Nils Nina Nino Nir Niels Nisha Nizar
    Noah Noam Nobusuke Noel Noël Nomvula Nora Norbert Nori Norma Norman Noor Nouri Nuri Nur Nursultan Nuno Octavio
    Odd Odile Oksana Olaf Olav Ole Oleg Oleh Oleksandr Oleksii Oleksiy Olena Olga Oliver Olivia Olivier Olli Olof
    Olusegun Omar Omer Omid Onofre Orhan Oriol Orlando Orrin Orville Oscar Óscar Oskar Osama Osman Oswaldo Othman
    Otto Owen Ousmane Pablo Paddy Palden Pam Pamela Panagiotis Panfilo Pankaj Paola Paolo Park Pascal Pascual Pat
    Patrice Patricia Patricio Patrick Patti Paul Paula Paulina Pauline Paulo Pavel Pavlo Pavol Paweł Pawel Pedro
    Peggy Penelope Penny Per Percy Pernille Pervez Pete Peter Petar Peteris Petr Petra Petre Petro Petros Petteri
    Phil Philip Philipp Philippa Philippe Phillip Phoebe Phumzile Pia Pier Pierre Pierre-Yves Piet Pieter Pietro
    Pilar Ping Piotr Piyush Polly Pranab Prachanda Prakash Pratap Praveen Prayut Priti Priya Qais Qaboos Qasim
    Qasem Qassem Quentin Quintin Rachel Rachid Radek Radosław Radoslaw Rafael Rafał Rafic Rafik Rafiq Raghuram
    Rahim Rahul Raila Raisa Raimonds Raj Raja Rajendra Rajesh Rajiv Rajnath Ralph Ram Ramazan Rami Ramiro Ramón
    Ramon Ramona Ramtane Ramzan Ramzi Rana Rand Randall Randy Rangin Ranil Raoul Raphael Raphaël Rashad Rashid
    Raul Raúl Ravi Ray Raymond Rayan Raza Rebecca Recep Reem Regina Reginald Reinhard Reinhold Reiner Rena Renato
    René Rene Renzo Reuven Rex Reza Reynaldo Rhona Riad Ricardo Riccardo Rich Richard Rick Ricky Rigoberto Riho
    Riima Rimantas Rina Rishi Rita Riyad Rob Robert Roberta Roberto Robin Rocío Rod Roderick Rodolfo Rodrigo
    Rodney Roger Rogelio Roland Rolf Roman Romano Romeo Rómulo Ron Ronald Ronan Ronen Ronnie Rory Rosa Rosalia
    Rosario Rosemary Rosen Ross Rouhollah Rowan Roxana Roy Ruben Rubén Rudolf Rudolph Rudy Rui Rumen Rupert Ruslan
    Russ Russell Rustam Ruth Ryan Ryszard Saad Sabah Sabine Sabri Saddam Sadiq Sadako Saeed Safi Sahar Said Saif
    Sajid Sakari Sal Salah Salahuddin Saleem Saleh Salem Salim Sally Salma Salman Salome Salva Salvador Salvatore
    Sam Samantha Sameh Sami Samia Samir Samuel Samuli Sandra Sandro Sandor Sándor Sanjay Sanna Santiago Santosh
    Sanusi Saparmurat Sara Sarah Sardar Sarwar Sasha Satoshi Satya Saud Sauli Saul Saulos Scott Sean Seán
    Sebastian Sebastián Sébastien Seif Selahattin Selim Selma Serge Sergei Sergey Sergii Sergio Serhii Serhiy
    Serik Serj Serzh Seth Seumas Seyed Shabana Shah Shahbaz Shahid Shankar Shannon Sharif Sharon Shashi Shaukat
    Shaun Shavkat Shawn Sheila Sheldon Shelley Sheryl Sherry Shigeru Shimon Shinzo Shinzō Shireen Shirin Shirley
    Shivshankar Shlomo Shukri Sibusiso Sidney Siegfried Sigmar Sigmund Sigrid Silvana Silvia Silvio Simeon Simon
    Simona Simone Simonetta Sinéad Sirajuddin Sirimavo Siyabonga Slavko Slobodan Smail Sofia Sofie Sohail Sonia
    Sonja Sooronbay Sophia Sophie Søren Soren Spencer Spiro Srettha Stacy Stan Stanisław Stanislaw Stanislav
    Stanley Stef Stefan Stefania Stefano Stella Stepan Steph Stephan Stephane Stéphane Stéphanie Stephanie Stephen
    Steve Steven Stipe Stoyan Stuart Subrahmanyam Sue Suharto Suleiman Süleyman Suleyman Sultan Sumitra Suneel
    Sunil Suresh Surya Susan Susana Susanna Susanne Sushma Susilo Suzanne Sven Svetlana Svitlana Swati Sylvester
    Sylvia Sylvie Syed Tadeusz Taha Tahir Takeshi Talal Tamara Tamim Tammy Tanja Tanya Tapani Tara Tareck Tariq
    Tarja Taro Tarō Tatiana Tatyana Tayyip Teburoro Ted Tedros Temir Temur Teodor Teodoro Terence Teresa Terri
    Terry Thabo Thaksin Thein Thelma Theo Theodor Theodore Theodoros Theresa Thérèse Thierry Thom Thomas Thongloun
    Thorbjørn Tibor Tiémoko Tihomir Tim Timo Timothy Timur Tina Tito Tobias Todd Toivo Tom Tomas Tomás Tomáš
    Tomasz Tommaso Tommy Tomislav Tomoko Toni Tony Tor Torsten Tove Tracy Trevor Trey Tristan Troels Tsai Tulsi
    Tuncay Tyler Ugo Ulf Ulla Ulrich Ulrike Umar Umaro Umberto Umaru Uri Urmas Urs Ursula Uwe Uzair Vaclav Václav
    Vaira Valdas Valdis Valentin Valentina Valentyna Valentino Valeri Valerie Valeriy Valery Valerij Valentyn Van
    Vanessa Vasil Vasily Vasile Vasyl Veli Venkaiah Vera Verica Vernon Veronica Veronika Vesna Viacheslav Vicente
    Vicki Victor Víctor Victoria Vidkun Vijay Vikram Viktor Viktoria Vilma Vince Vincent Vincenzo Viola Violeta
    Virginia Virginijus Vitali Vitaliy Vitaly Vito Viveca Vivian Vivien Vlad Vladimir Vladimír Vladislav Vojislav
    Vojtěch Volha Volker Volodymyr Vsevolod Vuk Vyacheslav Wael Waldemar Walid Wallace Wally Walter Wanda Warren
    Wayne Wendy Werner Wesley Wilbur Wilfred Wilfried Wilhelm Will Willem William Williams Willie Willy Wilma Wim
    Winnie Winston Wojciech Wolfgang Woodrow Wopke Xanana Xavier Xenia Yahya Yair Yakov Yana Yasir Yasser Yasmin
    Yasuhiro Yasuo Yaakov Yehuda Yekaterina Yelena Yevgeni Yevgeniy Yevgeny Yevhen Yigal Yisrael Yitzhak Yoav
    Yolanda Yoon Yoram Yoshihide Yoshihiko Yoshiko Yossi Youssef Yousef Youssouf Yousaf Yukio Yukiya Yulia Yuliya
    Yuri Yuriy Yuriko Yusuf Yusef Yves Yvette Yvonne Zac Zachary Zafar Zaher Zahid Zahra Zainab Zaki Zalmay Zarif
    Zbigniew Zdravko Zeid Zeinab Zeljko Željko Zhanna Zia Ziad Ziauddin Zine Zinaida Zlatko Zoe Zoltan Zoltán
    Zoran Zorica Zsolt Zulfikar Zurab Zuzana Abdelhamid Abdessalam Abderrahmane Félicien Macky Bassirou Nangolo
    Hage Hakainde Mokgweetsi Duma Faure Gnassingbé Romuald Assimi Ibrahima Mahamat Teodorín Évariste Paulino
    Filipe Wavel Andry Prithvirajsinh Pravind Félix-Antoine Yoweri Museveni Ferdinando Rodante Risa Sonny Voltaire
    Clarita Jesli Perfecto Arnel Benhur""".split()
)

FAMILY_FIRST: Final = frozenset(
    """Kim Lee Park Moon Yoon Roh Ban Kang Cho Choe Choi Chung Hwang Ri Pak Yi Rhee Chun Xi Mao Deng Zhou Chou Jiang
    Hu Wen Li Wang Yang Zhang Chang Chen Liu Zhao Huang Wu Xu Sun Ma Zhu Lin Guo He Gao Liang Luo Zheng Xie Han
    Tang Feng Yu Dong Xiao Cheng Cao Yuan Lu Fu Shen Zeng Peng Lü Su Jia Ding Wei Xue Ye Yan Pan Du Dai Xia Zhong
    Tian Ren Fan Fang Shi Yao Tan Zou Xiong Jin Hao Kong Bai Cui Mo Qin Hou Qian Meng Qiu Geng Hua Qi Nie Chiang
    Soong Teng Tsai Hsieh Lai Ko Hau Nguyen Nguyễn Tran Trần Pham Phạm Le Lê Vo Võ Truong Trương Phan Bui Đặng
    Dang Ngo Ngô Ho Hồ Hoang Vu Vũ Hun Sok Tea Prak Sar Ieng Khieu Heng Lon Sam Hor Aung Ne Than U Sein Goh Lim
    Ong Teo Ng Chan Chew Tharman Orbán Nagy Szijjártó Kishida Abe Suga Aso Kono Koizumi Takaichi Ishiba Motegi
    Hayashi Kishi Onodera Zhukov Tsang Leung Lam Carrie""".split()
) - {"He", "Du", "Sam", "Carrie", "Zhukov", "Tharman", "Orbán", "Nagy", "Szijjártó", "U", "Le", "Dang", "May"}

SUFFIXES: Final = frozenset("Jr Sr II III IV".split())

# Written small between given and family name.
PARTICLES: Final = frozenset(
    """de da do dos das del della di du d' van von der den ter ten zu la le los las bin bint ibn ben al el ul ur
    ud ad az ould abu af av""".split()
)

# Endings that only family names have, in the languages that mark them.
FAMILY_ENDS: Final = tuple(
    """ov ova ev eva ski sky skiy skyi ska vić vic vich ović enko chuk czuk shvili dze adze yan ian iou akis opoulos
    poulos idis oğlu oglu zade zadeh pour nejad escu eanu sson sen ström qvist lund gaard mann stein berg feld
    auskas iene aitis elli etti ucci ini ez es inho eira aldo quist skas kov vych wicz cki cka dzki ák čka ář
    huber wala wardene singhe bayev bekov yev zhanov ullah uddin zai jee nath murthy swamy""".split()
)
