/** Remarks that nobody minds, in many languages. What a list finds among them it finds by mistake. Made by `bench/text/sample-remarks.mjs`. */
export const innocentRemarks: readonly string[] = `
hey, it's me from the gym
add me back please!
let's play chess sometime
team lead, night shift
happy birthday!!!
I owe you a coffee
Grüße aus dem Büro
der Nachbar von gegenüber
Straßenfest am Schloßplatz
Übermäßig viele Umlaute: äöüß
à bientôt à l’école
maman ❤️
prof de français
nos conocimos en la boda
mañana en el gimnasio
abuela Carmen
oi, sou sua prima
obrigado pela carona
coração ❤️
ciao, sono tua cugina
grazie per ieri
nonna Pina
cześć, tu Kasia
dziękuję za wczoraj
zażółć gęślą jaźń
collega van je zus
tot zaterdag
vi sågs på festen
mormor
kiitos eilisestä
nähdään lauantaina
soused shora
salut, sunt eu
bunica
köszönöm a tegnapit
árvíztűrő tükörfúrógép
okuldan arkadaşın
İstanbul’dan selamlar
yarın görüşürüz
спасибо за вчера
бабушка Нюра
Wi-Fi пароль скажи
ёлка у школы
дякую за вчора
їжачок і ґудзик
видимо се у суботу
съсед от горния етаж
γεια, εγώ είμαι
γιαγιά Μαρία
τα λέμε το Σάββατο
جارك في الطابق الثاني
العمل غدا الساعة ٩
إن شاء الله نلتقي
همسایهٔ بالایی
مادر
کل کے لیے شکریہ
پھر ملیں گے
השכן מלמעלה
נפגשנו בחתונה
नमस्ते, मैं हूँ
माँ ❤️
स्कूल का दोस्त
हिन्दी की किताब
আপনার প্রতিবেশী
வணக்கம், நான் தான்
அம்மா
నిన్నటికి ధన్యవాదాలు
สวัสดีค่ะ
เพื่อนสมัยเรียน
สุขสันต์วันเกิด
ສະບາຍດີ
សួស្តី
မင်္ဂလာပါ
cảm ơn hôm qua nhé
bạn học cũ
phở bò tái
halo, ini saya
ibu
hai, saya
kumusta, ako ito
puto at kutsinta
楼上的邻居
周六见
加油！
篮球群的老张
谢谢你们
平台组的同事
謝謝昨天
我們同班
信義區見
上の階の者です
土曜日に会いましょう
コーヒーいっぱいどう？
株式会社㈱山田
윗집 사는 사람
토요일에 봐
회사 동료입니다
сайн уу, би байна
рахмет
asante kwa jana
ሰላም፣ እኔ ነኝ
bawo ni, emi ni
sawubona, yimi
dankie vir gister
ĝis sabato
მადლობა
շնորհակալություն
born in Penistone, Yorkshire
from class 4b
Hitchcock and Babcock fan
my pen is blue
as Sam said
shiitake soup recipe
an us citizen
Shi T. from work
bobs and curls
recall girls night?
wish it were Friday
to Delhi via Agra by train
who reads this?
computer science, good reputation
therapist, not the rapist
Phuc from the office
linking Bios and UEFI
fixing matches for the candles
Titus, title, titan
pass the assignment
Wankel engine, Swankers
Scunthorpe United F.C. — up the Iron
buena reputación
peine y pena
computação
concours de la réputation
con brio
Glückspilz
schwül heute
otobüs sıkış tıkış
kaçak çay, bahçe
oros dağı, pusula
BUỔI HỌP lúc 9 giờ
các cuộc họp, các cược
chào buổi chiều
хор и сор
подстрахуй меня
барсука видели?
вас у кафе подождать?
Сукачёв и Бухарин
казна и окно
курвиметр і курка
μαλακά και πουτίγκα
πού τα έχεις;
مراهقات وشباب
اقمار مشتری
می‌خواهم بیایم
שר מוטי
वैश्य समाज से
चुटिया बनाओ
พนักงานบริษัท
เย็นนี้เจอกัน
参加维新运动
加油，微笑面对
加为新好友吧
参加VIP活动
两小时彩排结束
约泡温泉
人言可畏
裸眼视力聊聊
群里领导进来
支援交接工作
百家讲坛，乐器
微信步数好多
涨潮，粉色
やり直します
ばからしい話
ハハハ、父と母
セフレー社の募集要項
토토로 좋아해요
마사지 받고 싶다
ㅋㅋㅋㅋ ㅎㅎ ㅠㅠ
room 455
2024-05-17 18:30
24/7
€ 1.000,00
1,234,567.89
50/50
∑ aᵢ ≤ ∞
∀x ∈ ℝ: x² ≥ 0
𝑥 = 𝑦 + 𝑧
a/b·c
git push -u origin main
#include <stdio.h>
s/foo/bar/g
127.0.0.1
🇨🇦 🇯🇵 🇰🇷
1️⃣2️⃣3️⃣
🆗 🆒 🆕 🆓
👍👍👍👍👍
( ͡° ͜ʖ ͡°)
https://example.org/about
https://en.wikipedia.org/wiki/Scunthorpe
U.S.A.
S.O.S
L U N A
T-o-m
♥ A + B ♥
𝕭𝖊𝖑𝖑𝖆
🇱 🇪 🇴
hahahahaha
yessss
aaaaaa
R&B, D&D
Ωμέγα 3
…
   
hola del trabajo nos vemos
bạn của Minh nhé
selam okuldan teşekkürler
это Маша спасибо
γεια από τη δουλειά τα λέμε
أنا سامي شكرا
שלום מהעבודה נתראה
मैं राहुल फिर मिलेंगे
你好我是小明谢谢你
老同學再見
안녕하세요 감사합니다
Jermaine Kemmer from school
met Freddie in Stephenfield
your neighbour in Kacey Cliffs
Dynamic Accountability Technician, Port Adelia
Sydnee Jaskolski from school
met Frankie in Jaquelineberg
your neighbour in The Oaks
Human Applications Producer, Fort Alexandrea
Erich Yost from school
met Michale in Nelsland
your neighbour in N Center Street
International Usability Technician, Annabelleton
Avis Gusikowski from school
met Terri in Palmdale
your neighbour in Oakfield Road
Senior Branding Liaison, Temple
Terrell Zulauf from school
met Reuben in Indianapolis
your neighbour in Deckow Island
Customer Interactions Officer, Bogisichmouth
Jess Ortiz from school
met Odessa in Pine Bluff
your neighbour in Zieme Radial
Investor Mobility Developer, Sierra Vista
Austen Trantow from school
met April in South Frederickland
your neighbour in N Maple Street
Principal Metrics Engineer, Fort Maximillia
Enola Schoen from school
met Virginie in Dietrichborough
your neighbour in Larkin Cape
Global Optimization Agent, Kaylaboro
Lila Daugherty from school
met Ubaldo in East Ambrosefield
your neighbour in N Broad Street
Human Creative Engineer, Port Junior
Hiram Parisian from school
met Stanton in Fort Ernestinechester
your neighbour in Clarence Harbor
National Operations Architect, Gilbertoport
Murphy Rosenbaum from school
met Jaclyn in Maevemouth
your neighbour in Ava Causeway
National Response Administrator, Fort Worth
Josianne Steuber from school
met Marcellus in Danielchester
your neighbour in Juana Trace
Human Factors Strategist, Omershire
Quentin Auer from school
met Eveline in South Jacynthe
your neighbour in Kunde Streets
Legacy Implementation Architect, Jenningschester
Keeley Smitham from school
met Laney in Abagailstad
your neighbour in Ronaldo Lake
Principal Assurance Planner, Johnniefield
Jennings Mohr from school
met Janae in Jenkinsfield
your neighbour in Parisian Green
International Brand Director, South Alfred
wir kennen uns aus Gibraltar
Sascha Zipse aus Dinslaken
Finn Nöh hier
Nachbar, Concordiastr.
wir kennen uns aus Syrien
Riana Humbert aus Brandondorf
Sofie Gotz hier
Nachbar, Geschwister-Scholl-Str.
wir kennen uns aus Türkei
Kaja Werle aus Neu Torbenstadt
Immanuel Nicolay hier
Nachbar, Am Plattenbusch
wir kennen uns aus Simbabwe
Leyla Büchele aus Ost Felicitasdorf
James Riester hier
Nachbar, Apenrader Str.
wir kennen uns aus Nördliche Marianen
Marwin Vieweg aus Süd Dana
Emilio Hillard hier
Nachbar, Friedrich-Bayer-Str.
wir kennen uns aus Bahrain
Benjamin Loogen aus Thiekestadt
Mio Sischka hier
Monique Jonas hier
Nachbar, Hauptstr.
wir kennen uns aus Réunion
wir kennen uns aus Kenia
Anouk Strausa aus Ost Cedricscheid
Leni Kaesmacher hier
Nachbar, Am Schokker
wir kennen uns aus Cookinseln
Jona Koha aus Schwanbeckland
Ada Seelig hier
Nachbar, An der Kante
wir kennen uns aus Grönland
Jule Heberstreit aus Langenfeld (Rheinland)
Marcel Zeidler hier
Nachbar, In Holzhausen
wir kennen uns aus Dominica
Lee Engel aus Elmshorn
Robin Mallmann aus Langenhagen
Claire Bürklein hier
Nachbar, Reusrather Str.
wir kennen uns aus Mosambik
Lilly Schelk aus Fleischerland
Konstantin Voigt aus Fieteland
Jon Crosskofp hier
Nachbar, Auf dem Forst
wir kennen uns aus Senegal
Joana Kasten aus Sankt Augustin
Maria Zekl aus Aleaburg
Corinna Menga hier
Nachbar, Rheinstr.
wir kennen uns aus Barbados
Lene Fincke aus Alt Johannastadt
Kilian Baganz aus Frauendorf
Luke Kick hier
Carlos Scheurer hier
Dr. Tabea Kurschilgen hier
Nachbar, Bodestr.
amie de Pétronille Cousin
Asceline de Toulon
je suis Constantin Marty
on habite Boulevard du Havre
amie de Sibylle Leroy
Axeline de Chambéry
je suis Adeltrude Girard
on habite Voie Montorgueil
amie de Ulysse Adam
Corentin de Aix-en-Provence
je suis Job Lecomte
on habite Voie de la Pompe
amie de Athanasie Giraud
Quintia de Metz
je suis Venance Lambert
on habite Boulevard Du Sommerard
amie de Cyrielle Gerard
Martine de Montauban
je suis Albane Picard
on habite Voie de la Bûcherie
amie de Turold Prevost
Clémence de Sarcelles
je suis M Bohémond Lefevre
on habite Allée d'Alésia
amie de Sébastien Nicolas
Vigile de Avignon
je suis Amant Lopez
on habite Impasse Saint-Denis
amie de Alexanne Brun
Gilles de Pau
je suis M Pascal Carpentier
on habite Quai de Caumartin
amie de Isidore Aubert
Morgan de Aulnay-sous-Bois
je suis Liétald Joly
on habite Boulevard de Montmorency
amie de Bertille Michel
Grégoire de Issy-les-Moulineaux
je suis Élisabeth Muller
on habite Boulevard de la Ferronnerie
amie de Audran Fleury
Moïse de Tours
je suis Merlin Moreau
on habite Avenue de Seine
amie de Pascal Caron
amie de Angilran Arnaud
amie de Maxellende Rolland
Philippine de Clermont-Ferrand
je suis Lazare Gauthier
on habite Quai de la Pompe
amie de Dieudonné Royer
Théodora de Nantes
Wandrille de Lyon
je suis Victor Andre
on habite Voie d'Assas
amie de Rita Leclerc
amie de Georges Roche
Yvette de Argenteuil
je suis Aure Nicolas
on habite Place Marcadet
amigo de Julio César Apodaca de Anda
soy Cristina de Santa Coloma de Gramanet
vecino de Vía Pública Pedro
trabajo con Rebeca, Productor de Comunicaciones Jefe
amigo de Rocío Almanza Batista
soy Santiago de Dos Hermanas
vecino de Solar Lola Lebrón Jasso
trabajo con Rosa, Diseñador de Optimización Distrito
amigo de Manuela Bernal Fierro
soy Marco Antonio de San Cristróbal de la Laguna
vecino de Vía Carla
trabajo con Miguel, Arquitecto de Tácticas Gerente
amigo de Sta. Leticia Dueñas Cervantes
soy Gregorio de Jaén
vecino de Manzana Lucas Peña Pizarro
trabajo con Cristóbal, Representante de Respuesta Senior
amigo de Julio Uribe Figueroa
soy Natalia de Ferrol
vecino de Apartamento Ramona Dueñas Casanova
trabajo con Manuel, Diseñador de Mobilidad Futuro
amigo de Elisa Delafuente Partida
soy Roberto de Rivas-Vaciamadrid
vecino de Edificio Samuel Irizarry Vázquez
trabajo con Eduardo, Productor de Funcionalidad Directo
amigo de Francisca Nevárez Fonseca
soy Vicente de Valladolid
vecino de Escalinata Dorotea Sandoval Contreras
trabajo con Julia, Relacciones de Marketing Heredado
amigo de Armando Mascareñas Alba
soy Julio de Palma de Mallorca
vecino de Lado Juana Padrón Delacrúz
trabajo con Raúl, Funcionario de Interacciones Gerente
amigo de Irene Farías Barajas
soy Ana Luisa de Pamplona
vecino de Cuesta Tomás Jiménez Sáenz
trabajo con Miguel, Productor de Paradigma International
amigo de Gabriel Carrera Mondragón
soy Mariana de Cartagena
vecino de Explanada Pilar
trabajo con Marcos, Funcionario de Mercados Interno
amigo de Manuela Jiménez Mascareñas
soy Berta de Rubí
vecino de Entrada César
trabajo con Iván, Supervisor de Normas International
amigo de Gregorio Beltrán Gurule
soy Esteban de Castellón de la Plana
vecino de Ronda Yolanda Páez Miramontes
trabajo con Santiago, Estratega de Normas Nacional
amigo de Eva Arreola Zarate
soy Jerónimo de Cádiz
vecino de Puente Sergi
trabajo con Magdalena, Oficial de Grupo Humano
amigo de Ángel Anguiano Galarza
soy Norma de Almería
vecino de Calle Ana Luisa Reynoso Velásquez
trabajo con Yolanda, Funcionario de Aplicaciones Global
amigo de Bernardo Anaya Blanco
soy Ángela de Sagunto
vecino de Colegio Alfredo Sotelo Lozada
trabajo con Fernando, Planificador de Normas Director
amiga da Henrique Albuquerque
sou Vitor de Xavier do Sul
trabalho na Albuquerque S.A.
moro na Travessa Lucas
amiga da João Pedro Barros
sou Marli de Vicente do Descoberto
trabalho na Pereira, Melo e Saraiva
moro na Avenida Souza
amiga da Rafael Braga
sou João Lucas de Pereira do Sul
trabalho na Silva LTDA
moro na Alameda Melo
amiga da Karla Albuquerque
sou Deneval de Carla de Nossa Senhora
trabalho na Nogueira e Associados
moro na Rodovia Xavier
amiga da Roberto Oliveira
sou Maitê de Barros do Descoberto
trabalho na Saraiva Comércio
moro na Marginal João Pedro
amiga da Maria Júlia Santos
sou Isabel de Costa de Nossa Senhora
trabalho na Santos EIRELI
moro na Marginal Enzo
amiga da Isis Franco
sou Júlia de Carvalho do Norte
trabalho na Xavier-Pereira
moro na Avenida Maria Cecília
amiga da Calebe Braga Jr.
sou Yango de Isaac do Sul
trabalho na Batista EIRELI
moro na Avenida Martins
amiga da Heloísa Pereira
sou Anthony de Carvalho do Descoberto
trabalho na Oliveira-Costa
moro na Rua Macedo
amiga da Enzo Gabriel Franco
sou Emanuelly de Silva do Descoberto
trabalho na Reis-Oliveira
moro na Rua Barros
amiga da Alice Nogueira
sou Ana Luiza de Yuri do Descoberto
trabalho na Braga Comércio
moro na Marginal Silva
amiga da Alexandre Costa
amiga da Júlia Braga Neto
sou Henrique de Braga do Norte
trabalho na Macedo, Batista e Oliveira
moro na Travessa Fabrícia
amiga da Nicolas Costa
amiga da Marcela Batista
sou Nicolas de Santos do Norte
trabalho na Pereira-Moraes
moro na Travessa Suélen
amiga da Dr. Calebe Saraiva
sou Pietro de Batista de Nossa Senhora
trabalho na Batista-Silva
moro na Travessa Santos
amiga da Ladislau Carvalho
amiga da Heloísa Batista
amico di Regina D'Elia
sono Bianca di Cataldo sardo
collega della Burgio e figli
abito in Strada Meloni
amico di Sig. Daria Spanò
sono Golia di Bulgarelli ligure
collega della Abate, Ragusa e Bevilacqua s.r.l.
abito in Contrada Orsolina
amico di Dr. Aiace Ascione
sono Crispino di Quarto Liana
collega della Napolitano-Zeni SPA
abito in Strada Evelina
amico di Galileo Accardo
sono Marilena di Scuderi terme
collega della Torchio, Biagini e Caporaso SPA
abito in Incrocio Siracusa
amico di Graziella Campoli
sono Medardo di Settimo Alessio ligure
collega della Battistini, Ottaviani e Guido e figli
abito in Piazza Di Gregorio
amico di Aurora Leoni
sono Oriana di Tataranni sardo
collega della Lo Pinto, Romeo e Visentin Group
abito in Piazza Atanasia
amico di Elisabetta Fortugno
sono Maida di Cora calabro
collega della Tiano-Salerno e figli
abito in Contrada Silvio
amico di Cupido Musella
sono Nunziata di Floridia laziale
collega della Marcovecchio Group
abito in Piazza Amico
amico di Italo Rotolo
sono Tirone di Loiacono a mare
collega della Visconti Group
abito in Via Mencarelli
amico di Egle Sacchetti
sono Ugo di Settimo Zoe
collega della Mazzoni Group
abito in Borgo Giada
amico di Ortensia Tumino
sono Garimberto di Borgo Colomba salentino
collega della Addis-Morandi SPA
abito in Strada Davoli
amico di Elimena Carbon
sono Amalia di Sapri
collega della Cancelliere, Moroni e Capizzi s.r.l.
abito in Incrocio Oliveri
amico di Cleandro Gentile
sono Demetrio di Mornese
collega della Maio s.r.l.
abito in Via Meloni
amico di Vanna Sanna
sono Stella di Felicia laziale
collega della Biggi Group
abito in Incrocio Antero
amico di Onorata Albanese
sono Lidia di Davino salentino
collega della Molteni-Scocco s.r.l.
abito in Piazza Petrella
znajoma Pankracy Kurowski
tu Oskar z Ożarów
Karolina Wilczek, Bhutan
mieszkam: ogród Rybak
znajoma Andrzej Augustyn
tu Fryderyk z Środa Śląska
Eudoksja Piątek, Algieria
mieszkam: droga Michalak
znajoma Bernard Świerczyński
tu Ida z Kalisz Pomorski
Ksawera Misiak, Kenia
mieszkam: os. Borowski
znajoma Edward Duszyński
tu Miron z Brzeg Dolny
Żaneta Zawadzki, Wyspy Świętego Tomasza i Książęca
mieszkam: ul. Jędrzejczak
znajoma Klarencjusz Murawski
tu Maryna z Stoczek Łukowski
Zofia Sokół, Bułgaria
mieszkam: droga Dziuba
znajoma Tekla Murawski
tu Tobiasz z Łomża
Gonsalwy Kwiatkowski, Argentyna
mieszkam: rondo Majcher
znajoma Malwina Dróżdż
tu Dariusz z Wisła
Efrem Żurek, Stany Zjednoczone
mieszkam: droga Kolasa
znajoma Modest Bednarczyk
tu Seweryn z Radlin
Ferdynanda Twardowski, Salwador
mieszkam: wyb. Góral
znajoma Leila Janowski
tu Laurenty z Sztum
Beatrycze Michalski, Andora
mieszkam: wyb. Dobrowolski
znajoma Patryk Juszczak
znajoma Tymoteusz Szyszka
tu Amanda z Pleszew
Sebastian Witek, Węgry
mieszkam: ogród Bielawski
znajoma Pan Łazarz Mierzejewski
tu Justyn z Działdowo
Mikołaj Dobrowolski, Stany Zjednoczone
mieszkam: pl. Majcher
znajoma Samson Więckowski
tu Jeremiasz z Zagórz
Baldwin Dec, Tunezja
mieszkam: al. Miller
znajoma Stanisław Partyka
tu Klarencjusz z Więcbork
Rebeka Prokop, Gwinea Równikowa
mieszkam: bulw. Kucharski
znajoma Sara Słowiński
tu Jeremi z Zabrze
Tekla Pasternak, Tajlandia
mieszkam: wyspa Robak
znajoma Martyna Jaśkiewicz
tu Cyra z Rybnik
Anastazja Socha, Tajlandia
vriend van Safae Corsten
Nox uit Burdaardveld
collega bij Mulder NV
ik woon in de Kramerlaan
vriend van Jet Willemsen
Jairo uit Zenderengat
collega bij Veenstra - Verbeek
ik woon in de de Boerpark
vriend van Raphaël van der Meulen
Amaya uit Wissen
collega bij Driessen, Verhoeven and Postma
ik woon in de Christopherpark
vriend van Yousef Bosman
Famke uit Breugelwier
collega bij van der Velde, van Dam and van den Velde
ik woon in de Maritgracht
vriend van Louie Meeuwis
Lott uit Keulsedijk
collega bij van Iersel, de Corte and Corsten
ik woon in de Ottodijk
vriend van Lennon Scholten
Yuna uit Haarlemwoud
collega bij van der Meulen Bedrijf
ik woon in de Daniëlgracht
vriend van Yasmine Timmermans Jr.
Owen uit Gelkenes
collega bij Dijkstra V.O.F.
ik woon in de de Ruiterstraat
vriend van Joep Freriks
Nikki uit Haalderen
collega bij van der Laan en Zonen
ik woon in de Bakkergracht
vriend van Twan van de Brink
Stefan uit Terwispel
collega bij Hendriks en Zonen
ik woon in de de Jongeweg
vriend van Bsc Selina Bosman
Myla uit Oosterhof
collega bij van der Velden - Groen
ik woon in de van der Veldestraat
vriend van Thirza Timmermans Sr.
Kyra uit Lakei
collega bij van der Wal BV
ik woon in de Lubbersplantsoen
vriend van Diede Zuiderveld
Alparslan uit Alteveer
collega bij Timmermans BV
ik woon in de Aliyaplantsoen
vriend van Marcel Gerritsen
Quinn uit Beinumberg
collega bij Moors Bedrijf
ik woon in de Abdullahdijk
vriend van Jailey Moors
Jona uit Waspikmeer
collega bij Klein, Klein and van der Pol
ik woon in de Nadirdijk
vriend van Luus Kuijpers
Faas uit Westereinrecht
collega bij Blom - Brouwer
ik woon in de van Damplantsoen
vän till Prof. Ingrid Mattsson
Felix från Lyckås
jobbar som Organisatorisk Kommunikation Representant
bor på Olssons Gata
vän till Britt Wallin
Maja från Bofred
jobbar som Senior Operativ Planerare
bor på Västra Backgärdet
vän till Mattias Nyström
Klara från Lyckköping
jobbar som Internationell Operativ Analytiker
bor på Villagränden
vän till Felicia Danielsson
Torbjörn från Kramborg
jobbar som Regional Infrastruktur Ingenjör
bor på Ringgärdet
vän till PhD. Olivia Åberg
Josef från Gävköping
jobbar som Företags Varumärke Assistent
bor på Pålssons Gata
vän till Max Lindqvist Mårtensson
Ella från Kristland
Emilia från Kunglöv
jobbar som Junior Implementation Chef
bor på Ringgatan
vän till Linda Sandberg
Edvin från Brtorp
jobbar som Företags Infrastruktur Designer
bor på Fabriksvägen
vän till Isabelle Norberg
Nathalie från Enberg
jobbar som Nationell Säkerhet Ingenjör
bor på Västra Aspallén
vän till Rebecca Berggren Lundström
Sebastian från Arfors
jobbar som Ansvarig Varumärke Chef
bor på Sonjas Gata
vän till Mikael Ek
Stefan från Alingsås
jobbar som Ansvarig Division Direktör
bor på Kvarngärdet
vän till Christian Lundgren
Agnes från Götevik
jobbar som Organisatorisk Implementation Specialist
bor på Anns Väg
vän till Dr. Sven Lindqvist
Kenneth från Kramsås
jobbar som Nationell Grupp Tekniker
bor på Helens Gata
vän till Gun Fredriksson
Felix från Gävsås
jobbar som Internationell Taktik Utvecklare
bor på Norra Ängsallén
vän till Agneta Karlsson
Pia från Avholm
jobbar som Tillträdande Optimering Analytiker
bor på Ringgränden
vän till Olof Bengtsson
Agneta från Brhamn
jobbar som Regional Marknadsföring Chef
olen Kristiina Lehto
Marika kaupungista Hyvinkää
ystävä, Elisabet Savolainen
asun: Johannestie
olen Antti Mattila
Inkeri kaupungista Vantaa
ystävä, Veikko Ahonen
asun: Anttiraitti
olen Sakari Koskinen
Mikael kaupungista Iisalmi
ystävä, Mikael Mustonen
asun: Maijapolku
olen Päivi Aaltonen
Kalevi kaupungista Sastamala
ystävä, Eveliina Mäkelä
ystävä, Marika Hakala
asun: Mikkokuja
olen Leena Lahtinen
Pirkko kaupungista Vantaa
ystävä, Hannele Toivonen
asun: Juhokatu
olen Pentti Niemi
Valtteri kaupungista Rovaniemi
ystävä, Matias Lehtonen
asun: Oskariranta
olen Jari Hiltunen
Mikael kaupungista Sastamala
ystävä, Matti Leppänen
asun: Miettinenrinne
olen Karoliina Heikkinen
Satu kaupungista Joensuu
ystävä, Antero Salonen
asun: Pirjopenger
olen Petteri Laitinen
Ritva kaupungista Sastamala
ystävä, Petteri Saarinen
asun: Heinonentie
olen Pekka Hakala
Matias kaupungista Valkeakoski
ystävä, Juho Kallio
asun: Mäkinenlinja
olen Sari Mattila
Maija kaupungista Iisalmi
ystävä, Valtteri Virtanen
asun: Salopolku
olen Mikko Mäkinen
Marko kaupungista Vantaa
ystävä, Minna Salo
asun: Rantanenlinja
olen Mari Ojala
Kalevi kaupungista Oulu
ystävä, Ensio Rantanen
asun: Heikkilälinja
olen Juha Koivisto
Markus kaupungista Lahti
ystävä, Ritva Heikkilä
asun: Mattilaväylä
olen Hannu Turunen
Oskari kaupungista Rovaniemi
ystävä, Ville Väisänen
kamarád: Beatus Balcar
Rút z města Kladruby
firma Svatoňová v.o.s.
bydlím: Na Rozhraní
kamarád: Blahoslava Karasová
Manon z města Plumlov
firma Vlk a Veselý s.r.o.
bydlím: Michelská
kamarád: Ludiše Málková
Drahotín z města Bechyně
firma Mareš a Burda s.r.o.
bydlím: Vinořská
kamarád: Beatrice Svatoňová
Radan z města Kopřivnice
firma Boháčová a.s.
bydlím: Pšenčíkova
kamarád: Atila Růžička
Květoň z města Kouřim
firma Adam a Prachař a.s.
bydlím: Poláčkova
kamarád: Ludvika Šlechtová
Berenika z města Sadská
firma Minářová s.r.o.
bydlím: Palackého
kamarád: Atanázie Březinová Phd.
Zora z města Osečná
firma Spáčil a Šimáček v.o.s.
bydlím: Seminářská Zahrada
kamarád: Ingrida Hrůzová
Mladen z města Rychnov nad Kněžnou
firma Smutný a.s.
bydlím: Čejkovická
kamarád: Konsuela Kantorová Phd.
Dorián z města Hradec nad Moravicí
firma Bajer a Smola s.r.o.
bydlím: Paroplavební
kamarád: Eusebie Sládková
Dionýz z města Hradec Králové
firma Komárek a Coufal s.r.o.
bydlím: Nouzov
kamarád: Patricie Zezulová
Konstancie z města Horní Bříza
firma Zelenka v.o.s.
bydlím: Arbesovo Náměstí
kamarád: Ilsa Lukáčová
Erazim z města Jistebnice
firma Mencl a Smékal a.s.
bydlím: Ke Strouze
kamarád: Bohuchval Doskočil
Valtr z města Tachov
firma Krátký a Bezděk a.s.
bydlím: Nám. Interbrigády
kamarád: Viktorie Boháčová
Zora z města Jáchymov
firma Svoboda a Žemlička s.r.o.
bydlím: Na Harfě
kamarád: Sába Horňák
Havel z města Horní Blatná
firma Lang s.r.o.
bydlím: U Sanatoria
prijatelj od g. Marin Miodrag
Jaga iz Koprivnica
ovdje Stipe Biglebauer
živim: Livadska
prijatelj od Aneta Radomirović
Kristijan iz Trilj
ovdje Vatroslav Sabljak
živim: Ivana Gundulića
prijatelj od Goranka Balinčić
Daliborka iz Krapina
ovdje Lovorka Varzić
živim: Splavarska
prijatelj od Darija Vukadin
Inja iz Križevci
ovdje Leona Skroban
živim: Zeleno polje
prijatelj od Verica Lenhard
Tvrtko iz Obrovac
ovdje Kata Zubak
živim: Prominska
prijatelj od Dada Gajec, dipl.ing
Ivana iz Beli Manastir
ovdje Ico Garonja
živim: Podvinje
prijatelj od gđa. Majda Ovčina
Tončica iz Vrbovec
ovdje Tvrtko Čizmar-Tormaš
živim: Mljetska
prijatelj od g. Antek Rehak
Vela iz Kastav
ovdje Roko Furdi Valkai
živim: Baščanska
prijatelj od gđa Nataša Obrežanac
prijatelj od Rija Gajec
Marko iz Slunj
ovdje Borna DakićKožić
živim: Trg slobode
prijatelj od Gabrijela Jakolić
Ilko iz Stari Grad
ovdje Domagoj Placento
živim: Vidove gore
prijatelj od Vjekoslav Gajec
Ani iz Vrbovec
ovdje Tasa Dera
živim: Prolaz Josipa Leovića
prijatelj od Lara Čisar
Alenka iz Labin
ovdje Nikola Tunkova
ovdje Marta Matanić
živim: Lokrumska
prijatelj od Srećko Kalinski
Anči iz Cres
ovdje Lena Oršanić
živim: Štitarska
prijatelj od Mima Čipanj-Banja
Vesna iz Metković
ovdje Andi Karan
živim: Trg Lavoslava Ružičke
prijatelj od Andi Tanurdžić, dipl.ing
Magdalena iz Bakar
prieten cu Ofelia Popescu
sunt Grațian din Petrila
Jenel Tamas, Poland
locuiesc pe Intrarea Inginer Radu Elie
prieten cu Aurică Marcu
sunt Tincuța din Iași
Ladislau Pop, Tajikistan
locuiesc pe Aleea George Cosbuc
prieten cu Narcis Barbu
sunt Nicolae din Toplița
Anișoara Mihaila, French Guiana
locuiesc pe Bulevardul Cricovului
prieten cu Barbulescu Hortensia
sunt Ariana din Caracal
Benone Vasilescu, Burkina Faso
locuiesc pe Bulevardul Bobalna
prieten cu Elisabeta Pavel
sunt Georgia din Brăila
Despina Costache, Heard Island and McDonald Islands
locuiesc pe Intrarea Plutonier Nita Ion
prieten cu Iacob Ionel
sunt Pavel din Curtea de Argeș
Romulus Alexe, Cocos (Keeling) Islands
locuiesc pe Bulevardul Preluca
prieten cu Rosu Teodosia
sunt Nicoară din Sebiș
Otilia Sandu, French Southern Territories
locuiesc pe Aleea Bega
prieten cu Luana Simion
sunt Ciprian din Orșova
Dina Balint, Kazakhstan
locuiesc pe Intrarea Cercelus
prieten cu Andrei Dumitrescu
sunt Magdalena din Râmnicu Sărat
Arsenie Necula, Lao People's Democratic Republic
locuiesc pe Intrarea Zambetului
prieten cu Marcheta Nicolae
sunt Silvana din Reghin
Simi Albu, Trinidad and Tobago
locuiesc pe Bulevardul Piatra Morii
prieten cu Emil Oancea
sunt Bartolomeu din Răcari
Mălina Constantinescu, Lao People's Democratic Republic
locuiesc pe Intrarea Izvorul Muresului
prieten cu Iosif Augustina
sunt Ancuța din Iernut
sunt Zina din Murgeni
Maximilian Prodan, Iraq
locuiesc pe Bulevardul Reconstructiei
prieten cu Lică Danciu
prieten cu Tudora Man
sunt Florentin din Nehoiu
Felicia Turcu, Bosnia and Herzegovina
locuiesc pe Bulevardul Romeo
prieten cu Damian Bejan
sunt Marian din Iași
sunt Severina din Sovata
Aurică Toader, Belarus
locuiesc pe Aleea Natiunile Unite
prieten cu Cretu Marius
Székely Kiara barátja
Gergely vagyok, Gógánfa
a Somogyi és Kiss Kv. dolgozója
szomszéd, Matróz sugárút
Szilágyi Boglárka barátja
Denisz vagyok, Besenyőtelek
a Hegedüs Kkt. dolgozója
szomszéd, Simon dűlő
Németh Noel barátja
Botond vagyok, Vindornyalak
a Faragó és Tsa. Zrt. dolgozója
szomszéd, Lilien főút
Hegedüs Flóra barátja
Emília vagyok, Felsődobsza
a Borbély 2000 Kft. dolgozója
szomszéd, Lilien dűlő
Prof. Hegedüs Zoltán barátja
Gábor vagyok, Megyer
a Nagy 2000 Nyrt. dolgozója
szomszéd, Nikolasz rakpart
Boros Tamás barátja
Petra vagyok, Szeged
a Novák és Hegedüs Kft. dolgozója
szomszéd, Szonja lakótelep
Vörös Janka barátja
Krisztofer vagyok, Bálványos
a Balog Kkt. dolgozója
szomszéd, Tarcsai határút
Halász Lívia barátja
Bognár Gellért barátja
Adrián vagyok, Sokorópátka
a Somogyi és Tsa. Kkt. dolgozója
szomszéd, Balogh országút
Faragó Nara barátja
Emília vagyok, Csaroda
a Simon 2000 Bt. dolgozója
szomszéd, Kékfestő sugárút
Prof. Barna Lana barátja
Laura vagyok, Biatorbágy
a Kocsis 2000 Kkt. dolgozója
szomszéd, Natália sor
Szőke Zselyke barátja
Vendel vagyok, Fót
a Hajdu és Tsa. Kft. dolgozója
szomszéd, Deák országút
Somogyi Olívia barátja
János vagyok, Lövő
a Bogdán és Farkas Zrt. dolgozója
szomszéd, Toborzó sor
Farkas Gellért barátja
Gergely vagyok, Németkér
a Fekete és Vass Zrt. dolgozója
szomszéd, Márton sor
Török Emili barátja
Zoltán vagyok, Pétfürdő
a Major Nyrt. dolgozója
szomszéd, Táltos főút
Dr. Németh Lajos barátja
Gergő vagyok, Felsőberecki
a Balogh és Tsa. Nyrt. dolgozója
Bağaturgerey Mertoğlu arkadaşıyım
ben Çeşminaz, Mardin
Şili gezisinden Hüner
komşunuz, Tevfik Fikret Caddesi
Baltar Beşok arkadaşıyım
ben Gülşen, Bayburt
Tunus gezisinden Fatma
komşunuz, İsmet Attila Caddesi
Canel Şen arkadaşıyım
ben Aytak, Erzurum
Fas gezisinden Budunlu
komşunuz, Yunus Emre Sokak
Üzeyir Aksungur arkadaşıyım
ben Sadullah, İstanbul
Dominika gezisinden Ruhsar
komşunuz, Mevlana Sokak
Basmıl Akyıldız arkadaşıyım
ben Said, Mardin
Doğu Timor gezisinden Bongul
Irak gezisinden Dilan
Peru gezisinden Güldeste
komşunuz, Barış Sokak
Leyla Bolat arkadaşıyım
Alper Akay arkadaşıyım
ben Şecaeddin, Ordu
Litvanya gezisinden Münevver
komşunuz, Sağlık Sokak
Nejat Aytek arkadaşıyım
ben Sevinç, Trabzon
Somali gezisinden Hazan
Ermenistan gezisinden İclal
Moğolistan gezisinden Naim
Nikaragua gezisinden Çalapkulu
komşunuz, 30 Ağustos Caddesi
Bedreddin Birlik arkadaşıyım
ben Zahide, Zonguldak
ben Kiraz, Artvin
ben Çimen, Sivas
Palau Adaları gezisinden Büdüstudun
komşunuz, Ergenekon Sokak
Ercan Aygün arkadaşıyım
Ferit Akyürek arkadaşıyım
ben Bengü, Tunceli
ben Alpurungu, Sivas
Botswana gezisinden Duru
komşunuz, Ülkü Sokak
Mutemed Önür arkadaşıyım
Bay Âmir Akkor arkadaşıyım
Serap Sözeri arkadaşıyım
Tunay Ayverdi arkadaşıyım
Sadık Aslan arkadaşıyım
Şahsuvar Altınel arkadaşıyım
Nalan Erez arkadaşıyım
Afitap Dağlaroğlu arkadaşıyım
Dr. Aktan Limoncuoğlu arkadaşıyım
Deste Özdoğan arkadaşıyım
Hamdullah Tüzün arkadaşıyım
Anka Ozansoy arkadaşıyım
Yağmur Baysoy arkadaşıyım
İtil Açar arkadaşıyım
Məmmədov Elnur dostuyam
mən Aytən, Daşkəsən
İlqar Vəliyev
qonşu, Akademik Lətif İmanov küç.
Xəlilov Akif dostuyam
mən Abdulla, Qazax
Tunar Əliyeva
qonşu, İzmir küç.
Fəxriyyə Əfəndiyeva dostuyam
mən Fəxriyyə, Xırdalan
Damla Əfəndiyeva
qonşu, Rafiq Ağayev prospekti
Məmmədov Nahid dostuyam
mən Şaiq, Naftalan
Jalə Quliyev
qonşu, Nizami küç.
Tərlan Məmmədov dostuyam
mən Ülviyyə, Qax
Aidə Əliyeva
qonşu, Əmir Bağırov sh.
Kamran dostuyam
mən Mehriban, Salyan
mən Adeliya, Ağstafa
Nadir Abdullayeva
qonşu, Yaşar Əliyev prospekti
Ələkbərova Nərgiz dostuyam
mən Rafiq, Füzuli
Kübra Soltanov
qonşu, Nəcəfqulu Rəfiyev prospekti
Aqil dostuyam
mən Emil, Daşkəsən
Kamran Abdullayeva
qonşu, Oqtay Vəliyev pr.
Əfəndiyeva Lalə dostuyam
mən Tuba, Liman
Tansu Quliyev
qonşu, Rəşid Behbudov küçəsi
qonşu, Ağa Nemətulla sahəsi
Vəsiyeva Kübra dostuyam
mən Səbinə, Sumqayıt
Emin Əfəndiyeva
qonşu, Sabit Rəhman sahəsi
Soltanov Adil dostuyam
mən Tunar, Qax
Abbas Əliyev
qonşu, Mirzə İbrahimov pr.
Tahir Nəzərov dostuyam
mən Elnur, Şirvan
Hülya Rəşidova
qonşu, Məhəmməd Əmin Rəsulzadə küçəsi
Vəsiyeva Röya dostuyam
mən Nurlan, Yardımlı
Selcan Soltanov
qonşu, Əhməd Rəcəbli küç.
Soltanov Tunar dostuyam
mən Aydan, İsmayıllı
İxtiyar Quliyev
qonşu, Koroğlu Rəhimov sh.
Quliyev Abbas dostuyam
mən Afaq, Oğuz
teman Jaiman Simanjuntak
saya Gatot dari Sidayu
kerja di Yayasan Najmudin
tetangga di Jln. Saputri
teman Wahyuni Siti
saya Nada dari Madiun
kerja di Fa Haryanto
tetangga di Jln. Catur
teman Cindy Cindy Puspasari
saya Rahayu dari Palu
kerja di KKB Wahyuni (Persero) Tbk
tetangga di Ki. Prasetyo
teman Andriani Silvia
saya Heryanto dari Soe
kerja di CV Iswahyudi
tetangga di Ds. Legawa
teman Rahman Rahman Pradana
saya Tantri dari Baa
kerja di Fa Halimah (Persero) Tbk
tetangga di Jr. Latupono
teman Tasnim Lesmana
saya Maryadi dari Atambua
kerja di Yayasan Laksita Tbk
tetangga di Kpg. Yudhistira
tetangga di Ki. Adriansyah
teman Gadis Fernanda
saya Gina dari Pasuruan
kerja di Yanuar Tbk
tetangga di Gg. Saputri
teman Lailasari Zulfa
saya Michelle dari Poso
kerja di Yayasan Nasyidah
tetangga di Ds. Rayhan
teman Melinda Melinda Nurlaela
saya Langgeng dari Wonosobo
kerja di KKB Farida
tetangga di Ds. Martana
teman Ardiyanti Gabriella
saya Aslijan dari Situbondo
kerja di Perum Gunarto (Persero) Tbk
tetangga di Jln. Abimanyu
teman Zaenab Zaenab Permata
saya Kasim dari Tomohon
kerja di Mulyani Tbk
tetangga di Jln. Santoso
teman Paris Paris Puspasari
saya Atmaja dari Bima
kerja di Situmorang Tbk
tetangga di Gg. Wadi
teman Diah Maharani
saya Warji dari Kebumen
kerja di Perum Kahyang
tetangga di Gg. Budiman
teman Prakosa Prakosa Oktavian
saya Diana dari Tangerang
kerja di PD Sabian Tbk
tetangga di Gg. Kemal
teman Caturangga Caturangga Megantara
saya Caraka dari Kwandang
kerja di Yayasan Hassanah Tbk
bạn của Ngọc Diệp Ngô
mình là Trâm Oanh ở Nghi Sơn
quen nhau ở Úc
Việt Võ Lê đây
bạn của Thu Sương Nguyễn
mình là Chính Trực ở Vũng Tàu
quen nhau ở Panama
Hải Miên Mai đây
bạn của Việt Khôi Đinh
mình là Thùy Mi ở Vũng Tàu
quen nhau ở Barbados
Ngọc Cầm Vũ đây
bạn của Hà Mi Phan
mình là Kim Thông ở Thủ Dầu Một
quen nhau ở Ecuador
Kim Quyên Phạm đây
bạn của Thiên Lạc Tô
mình là Khang Kiện ở Thái Nguyên
quen nhau ở Niger
Yến Anh Đào đây
Đình Dương Đinh đây
bạn của Khánh Ngọc Trương
mình là An Nhiên ở Tân An
quen nhau ở Áo
Nhật Quân Hà đây
bạn của Phương Trang Bùi
mình là Uyên Thi ở Huế
quen nhau ở San Marino
Lâm Nhi Đoàn đây
Đài Trang Phan đây
bạn của An Ninh Dương
mình là Mỹ Yến ở Phan Thiết
quen nhau ở Albania
Minh Phượng Trần đây
Hà Mi Tô đây
bạn của Văn Tuyển Tăng
mình là Cát Tường ở Quảng Hà
mình là Nhật Lan ở Phan Thiết
quen nhau ở Saint Lucia
Thu Trang Hồ đây
bạn của Tường Chinh Trương
mình là Ngọc Ánh ở An Nhơn
quen nhau ở Angola
Tiên Phương Lâm đây
Hồng Đức Đoàn đây
bạn của Khuyến Học Đào
mình là Cường Thịnh ở Haiphong
quen nhau ở Liberia
Bách Nhân Mai đây
Diệu Hằng Vương đây
bạn của Trúc Mai Tô
mình là Diễm Thư ở Hanoi
quen nhau ở Bahrain
Thu Nga Trịnh đây
bạn của Yên Sơn Đinh
mình là Thiều Ly ở Thanh Hóa
quen nhau ở Đức
Hoàng Khang Lê đây
bạn của Quốc Hạnh Hoàng
mình là Từ Đông ở Ho Chi Minh City
friend of Ifeoluwa Bakare
Abosede from Ololadeberg
Shekoni Inc
I am Ninioluwa Ogunbo
friend of Oluwagbemiga Olasupo
Keji from Awodiranton
Paimo, Soyinka and Olujimi
I am Mosinmileoluwa Oyeyemi
friend of Wuraola Adegbite
Kehinde from South Mojisoluwa
Fasasi, Ogulana and Soyinka
I am Adebankole Iyanda
friend of Olakunle Olusanya
Oluwatosin from East Amope
Oyinlola - Olukotun
I am Alamu Ogindan
friend of Olufunmilayo Salami
Mojisoluwa from Odunayoville
Adebisi - Adisa
I am Inioluwa Adelusi
friend of Mr. Gbolahan Olukotun V
Oladara from North Abeniborough
Olujimi - Olowokeere
I am Ayoka Iyanda
friend of Dr. Ikeoluwa Omotoso
Olasunmbo from Oyinlolatown
Oyadiran - Olukunga
I am Afolarin Shekoni
friend of Akinkunmi Fasasi
Adetayo from Lake Oreofe
Olaiya Inc
I am Juwon Adegbite
friend of Olutomiwa Oshin
Iyanuoluwa from Babasolaside
Afolabi, Edun and Olujimi
I am Adeyi Ogunyeye
friend of Adesewa Adeyemo I
Tokunbo from Ojoshire
Aderogba, Kosoko and Makinwa
I am Kehinde Adebisi
friend of Ayotude Faloye
Moyosore from Bowling Green
Oluwagbemi, Adelakun and Babtunde
I am Babasola Adegoke
friend of Oladara Kosoko
Morenike from New Adekolaboro
Adeyemo - Faloye
I am Opemipo Awodiran
friend of Atinuke Ibikunle
Ikeoluwa from Fort Olufunketon
Babtunde, Oloyede and Adeyemo
I am Omotolani Osuntokun
friend of Bunmi Olabode
Adeola from Boluwatifeport
Olubode Inc
I am Ekundayo Ademiluyi
friend of Taiwo Bamidele
Adeyi from North Iyabodestead
Olugbayila - Ogunbiyi
I am Ayodele Aloba
Тит Трофимов, Областной логистический менеджер
это Октябрина из города Краснодар
это Нинель из города Кущевская
мы познакомились: Лаос
мы познакомились: Кыргызстан
мы познакомились: Сальвадор
мы познакомились: Того
мы познакомились: Центральноафриканская Республика
сосед, Просторная аллея
сосед, ал. Украинская
Валерьян Морозов, Районный страховой инженер
это Рубен из города Славгород
это Жанна из города Жигулевск
это Елена из города Шаховская
мы познакомились: Соединенные Штаты Америки
мы познакомились: Судан
мы познакомились: Хорватия
мы познакомились: Исландия
мы познакомились: Ангилья
мы познакомились: Тамил-Илам (не признана)
мы познакомились: Кабо-Верде
мы познакомились: Бахрейн
мы познакомились: Вануату
мы познакомились: Микронезия
мы познакомились: Науру
мы познакомились: Мавритания
сосед, Ленинградская набережная
сосед, аллея Инженерная
сосед, Солнечная улица
Селиверст Давыдов, Областной операционный помощник
это Татьяна из города Мезень
это Эмиль из города Москва
сосед, улица Киевская
сосед, Привокзальная площадь
сосед, набережная Болотная
сосед, Одесская площадь
сосед, Центральная площадь
сосед, пл. Западная
Павлова Зинаида, Областной маркетинговый сотрудник
сосед, ул. Центральная
сосед, Привольная наб.
Гусев Силантий, Глобальный страховой специалист
сосед, улица Малиновая
сосед, аллея Краснодарская
сосед, пл. Тупиковая
сосед, Коммунальная площадь
это Иванна из города Новочеркасск
это Юлия из города Губкин
сосед, Путевая набережная
мы познакомились: Андорра
мы познакомились: Аргентина
сосед, площадь Ангарская
сосед, площадь Орловская
мы познакомились: Маврикий
мы познакомились: Джибути
сосед, ул. Волочаевская
мы познакомились: Сан-Марино
мы познакомились: Гренада
это София из города Ступино
это Иосиф из города Шахты
Гнатишин Ратибор, Районний страховий адміністратор
це Альберт з міста Північний Олег
ми познайомились: Північна Корея
ми познайомились: Албанія
ми познайомились: Маврикій
сусід, пр. Староміська
сусід, Вузька майдан
Мечислава Люта, Районний функціональний помічник
сусід, пр. Молодіжна
сусід, площа Рудного
сусід, провулок Вузька
ми познайомились: Того
сусід, пров. Нижанківського
сусід, Винників майдан
Лановий Єремій, Головний страховий координатор
це Поліна з міста Західний Яровид
це Олена з міста Південний Боримисл
це Віола з міста Північний Зореслав
це Ромена з міста Донецьк
це Боримисл з міста Сімферополь
це Білослава з міста Східний Щек
це Листвич з міста Слов’янськ
сусід, проспект Городоцька
сусід, пр. Винників
сусід, пр. Стрийська
сусід, Староміська майдан
це Ілона з міста Північний Боримир
це Милодара з міста Західний Златомир
це Добромила з міста Маріуполь
це Наталія з міста Євпаторія
ми познайомились: Мексика
це Зоя з міста Бердичів
це Агафія з міста Львів
це Горислав з міста Західний Натан
це Владислав з міста Мелітополь
сусід, площа Винників
це Гелена з міста Південний Божен
сусід, Стрийська майдан
це Олександр з міста Рівне
це Святополк з міста Північний Щек
це Адріян з міста Одеса
ми познайомились: Нова Зеландія
це Добромисла з міста Мелітополь
це Славута з міста Північний Дарій
це Павліна з міста Північний Юліан
це Петро з міста Південний Олесь
ми познайомились: Лівія
це Лад з міста Ужгород
ми познайомились: Сент-Люсія
сусід, вул. Рудного
це Всеслав з міста Західний Гарнослав
ми познайомились: Соломонові Острови
ми познайомились: Гайана
Аліна Яворівська, Провідний страховий агент
сусід, Брюховичів майдан
сусід, провулок Зелена
ми познайомились: Кіпр
це Віргінія з міста Керч
це Любозар з міста Східний Омелян
ми познайомились: Антигуа і Барбуда
Душанка Наневска, Државен креативен соработник
јас сум Веселин од Василево
јас сум Јорданка од Зелениково
Ниуе со Драги
Ангола со Данчо
сосед, Боривој Милошевски
Зафирка Панчевска, Главен кориснички консултант
јас сум Драгана од Велес
Црна Гора со Горан
сосед, Пандил Шишков
Загорка Чемкова, Регионален операциски директор
јас сум Јонче од Демир Капија
Свети Вартоломеј со Теофилка
сосед, Миле Поп Јорданов
сосед, Димитар Благоев
Матеја Бојановски, Окружен програмски инженер
јас сум Ангел од Демир Капија
Македонија со Милош
сосед, Јабланица
сосед, Струма
Ѕвезда Џекова, Окружен комуникациски инженер
јас сум Томе од Центар
јас сум Александар од Лозово
јас сум Бојана од Бутел
Камерун со Ангела
сосед, Иван Наумов - Алабакот
Теофан Стојчев, Централен операциски директор
јас сум Чедомир од Росоман
јас сум Герасим од Тетово
Екваторска Гвинеја со Ѕвезда
сосед, Ангел Винички
Никодим Басаровски, Централен маркетиншки техничар
јас сум Наум од Дојран
јас сум Марина од Росоман
Демократска Народна Република Кореја со Доротеј
сосед, Јани Лукровски
Иво Пановски, Меѓународен маркетиншки застапник
јас сум Андреј од Илинден
Молдавија со Сашка
сосед, Евлија Челебија
сосед, Црниче
Паскал Џунов, Генерален операциски специјалист
Душан Лозановски, Централен програмски агент
јас сум Теофилка од Виница
Туркс и Кајкос со Самоил
Казакстан со Боро
сосед, Антон Попов
сосед, Самарџиска
Милица Антонова, Државен операциски координатор
јас сум Загорка од Бутел
Молдавија со Цветко
сосед, Гемиџиска
Борис Манаковски, Главен маркетиншки координатор
јас сум Петко од Центар
Либан со Љупка
сосед, Пиринска
Милка Деспотовска, Главен кориснички соработник
јас сум Ненад од Сопиште
Република Кореја со Војкан
Лесото со Варвара
φίλος: Χαράλαμπος Καραβίας
είμαι Ευαγγελια από Μυτιλήνη
Δημητρα Δουρέντης, Εταιρείες Εφαρμογή Παραγωγός
γείτονας, Πλ. Παπάζογλου
γείτονας, Βούλγαρη
γείτονας, Κασιδιάρη
γείτονας, Πλ. Λιάπη
φίλος: Σπύρος Καραβίας
είμαι Αριστείδης από Κως
είμαι Γεώργιος από Αίγιο
είμαι Δημήτρης από Μέγαρα
είμαι Νικόλαος από Ραφήνα
είμαι Ελευθέριος από Άργος
είμαι Λεωνίδας από Παιανία
Αλέξανδρος Κοσμόπουλος, Πελάτης Οδηγιών Μηχανικός
γείτονας, Κουβέλη
φίλος: Σταυρουλα Αλεξάκης
είμαι Μαρια από Λαμία
Αννα Μελετόπουλος, Κύριος Έρευνα Διαχειριστής
γείτονας, Λεωφ. Καραβία
γείτονας, Λεωφ. Βασιλειάδη
φίλος: Παναγιώτης Μαυρίδης
είμαι Ευάγγελος από Αθήνα
είμαι Ιωαννα από Άγιος
Νικόλαος Βενιζέλος, Κύριος Intranet Επόπτης
γείτονας, Παρ. Δάβη
φίλος: Ιωαννα Λαμέρας
είμαι Απόστολος από Καστοριά
Χρυσουλα Βιλαέτης, Επενδυτής Δεδομένα Βοηθός
γείτονας, Λεωφ. Αλαβάνου
φίλος: Ελενη Αλιβιζάτος
είμαι Σωτήριος από Τρίπολη
Χρυσουλα Βλαστός, Εσωτερικό Intranet Παραγωγός
γείτονας, Ζαχαρίου
φίλος: Γεωργια Αβραμίδης
είμαι Σοφια από Γιαννιτσά
Ελενη Ασπάσιος, Εσωτερικό Λειτουργικότητα Επόπτης
γείτονας, Λεωφ. Γιάνναρη
Ευαγγελια Κουβέλης, Πελάτης Εφαρμογή Τεχνικός
γείτονας, Παπάγου
είμαι Άγγελος από Βάρη
Βασίλης Βασιλικός, Κύριος Εφαρμογή Παραγωγός
γείτονας, Πλ. Διδασκάλου
φίλος: Λεωνίδας Γιαννόπουλος
είμαι Γεωργια από Σέρρες
είμαι Παρασκευάς από Αλεξάνδρεια
είμαι Αντώνης από Καρδίτσα
Παρασκευάς Κωνσταντίνου, Κύριος Branding Επόπτης
γείτονας, Πλ. Μέλιων
γείτονας, Ζερβού
γείτονας, Ιωάννου
φίλος: Λεωνίδας Μιχαηλίδης
είμαι Σοφια από Λιβαδειά
Νικόλαος Αλεξιάδης, Εσωτερικό Οδηγιών Συνεργάτης
γείτονας, Πλ. Καλύβα
φίλος: Εμμανουήλ Γερμανού
είμαι Ανδρέας από Καστοριά
Διονύσιος Κορωναίος, Πελάτης Μάρκετινγκ Τεχνικός
γείτονας, Ασπασίου
φίλος: Χρυσουλα Θεοδωρίδης
ընկեր՝ Տիգրան Մանուկյան
ես Ռուզաննա եմ, Հարավային Մուրադյան
Արևիկ Մովսիսյան, Հոնդուրաս
Կարապետյան  փողոց
ընկեր՝ Էլինա Բաղդասարյան III
ես Համլետ եմ, Վարդանյանաշեն
Անահիտ Գրիգորյան, Պակիստան
Ալեքսանյան  փողոց
ընկեր՝ Արեգ Թադևոսյան
ես Տաթև եմ, Մուրադյանաշատ
Դանիել Ստեփանյան, Ուոլիս և Ֆուտունա
Մոնիկա Հարությունյան, Իրան
Գևորգյան  պողոտա
ընկեր՝ Նարե Մելքոնյան
ընկեր՝ Մանե Հովհաննիսյան
ես Անահիտ եմ, Խաչատրյանաշատ
Ռոբերտ Գրիգորյան, ՄԱԷ
Մարգարյան  պողոտա
ընկեր՝ Սոնա Մարտիրոսյան
ես Էրիկ եմ, Մկրտչյանաշատ
Տիգրան Մինասյան, Նաուրու
Գաբրիելյան  պողոտա
ընկեր՝ Նարե Մանուկյան
ընկեր՝ Լիլիթ Գասպարյան
ես Անգելինա եմ, Հարությունյանաշատ
Մարի Մարգարյան, Նորվեգիա
Ստեփանյան  պողոտա
ընկեր՝ Նանե Ղազարյան
ես Արսեն եմ, Սարգսյանաշատ
Եվա Աբրահամյան, Սեն Մարտեն (Ֆրանսիական Անտիլներ)
Համբարձումյան  պողոտա
ընկեր՝ Լիկա Դավթյան
ես Մերի եմ, Պետրոսյանակերտ
Սարգիս Ղազարյան, Տաջիկստան
Մարտիրոսյան  փողոց
ընկեր՝ Ալեն Մարտիրոսյան V
ես Հարություն եմ, Նոր Զաքարյան
Աննա Մանուկյան, Ջիբութի
Ներսիսյան  պողոտա
ընկեր՝ Գոռ Զաքարյան
ես Էլեն եմ, Հայրապետյանաշեն
Միքայել Բարսեղյան, Մոլդովա
Պողոսյան  պողոտա
ընկեր՝ Ռուբեն Առաքելյան
ես Գոհար եմ, Հյուսիսային Մովսիսյան
ես Ռուզաննա եմ, Կիրակոսյանակերտ
Հասմիկ Թադևոսյան, Նամիբիա
Մուրադյան  պողոտա
ընկեր՝ Մարիամ Պետրոսյան
ես Անի եմ, Գրիգորյանաշատ
Գոհար Մուրադյան, Բոսնիա և Հերցեգովինա
Վարդան Թադևոսյան, Կենտրոնաաֆրիկյան Հանրապետություն
Աբրահամյան  փողոց
ընկեր՝ Mrs. Լյուսի Ասատրյան
ես Նարեկ եմ, Ավագյանաշեն
Լիանա Բաբայան, Սիրիա
Մուրադյան  փողոց
ընկեր՝ Անգելինա Մանուկյան
ես Յանա եմ, Հովսեփյանակերտ
ես Սոնա եմ, Արևելյան Կիրակոսյան
ბესო ინასარიძე
მე ვარ ნონა, საგურამო
ნუკა კოვზაძე, ნიდერლანდი
პირველი ქუჩა
კოსტა დვალი
მე ვარ ჯავახი, ქტისტეფორესკარი
ბუბუ აბაშიძე, უნგრეთი
რამიშვილი ქუჩა
მარინე ჯაყელი
პაატა ავალიშვილი
მე ვარ თამჩო, ახალი ნანიკო
სოსო ხაშმელაშვილი, სამხრეთი სუდანი
კაკლიანის ხეივანი
კესანე ანთაძე
მე ვარ მზაღო, ზემო მიშაძირი
მამამზე ჯინიუზაშვილი, საქართველო
წულუკიძის გამზ.
გურამიშვილის ჩიხი
დავით ანთაძე
მე ვარ ზაზა, მიშასკარი
ომარ ვარდანიძე, ისლანდია
შირშოვის ქ.
კიტა ავალიშვილი
მე ვარ მაკუნა, მარნეული
იამზე ნაჭყებია, დიდი ბრიტანეთი
წერეთლის ქუჩა
გუგული მელიქიძე
მე ვარ ლევან, შუახევი
თამთიკე ჯაფარიძე, მადაგასკარი
გოგოლის გამზ.
კატო თათარაშვილი
ბუხუტი სააკაძე
იამზე ჯავახი
მე ვარ ქიტესა, ზემო გიგლასოფელი
ასკილა სეთური, აღმ. ტიმორი
მიქატაძის ჩიხი
გურამ ულუმბელაშვილი
მე ვარ გულარისა, ზემო ტასო
ნინა ელიოზაშვილი, ავღანეთი
საჯაიას ქ.
ასათიანის ხეივანი
ნიაღვრის გამზ.
თამთიკე ერისთავი
გუგულა ლოლაძე
მე ვარ გულნარა, წყალტუბო
სულა ციციშვილი, ეპარსეს კუნძული
კეცხოველის ჩიხი
ქალბატონი ნანუკა დადიანი
მე ვარ მამულა, ახალი ლამზირა
ოთარ ხუციშვილი, მოზამბიკი
ელიავას გამზირი
ნონა ხარატასშვილი
მე ვარ ფეფელა, მაისურაძეძირი
ლილიკო ჯავახიშვილი, იემენი
მარქსის ხეივანი
ფოსო ულუმბელაშვილი
გოლა გამრეკელი
მე ვარ დუტუ, გარდაბანი
მაცაცო ზარანდია, გერმანია
დარიალის გამზ.
صديق عنود النقاش
أنا بلسم من الرويس
التقينا في جزر كوكوس
جارك في شارع البشيري
صديق الطريقي عنود
أنا نور الدين من الكوفة
التقينا في مولدوفا
جارك في درب، طريق نوف
صديق الأشراف فاطمه
أنا ريم من الغرية
التقينا في إيطاليا
جارك في رصيف خلود
صديق بن عثمان اروي
أنا مهند من الرملة
التقينا في ولايات ميكرونيسيا المتحدة
جارك في درب، طريق بتول
صديق كرم عطالله
أنا نور الدين من جنين
التقينا في كمبوديا
جارك في رصيف النفير
صديق النقاش براءة
أنا مفتاح من إدلب
التقينا في هندوراس
جارك في مَمَر الكراي
صديق السقاط رضا
أنا بتول من بيروت
أنا منير من دبي
التقينا في غيانا
جارك في طريق مسدود حسان
صديق نوف بنسلامة
أنا نسيم من بيت لحم
التقينا في واليس وفوتونا
جارك في شارع حسون
جارك في شارع الرصاع
جارك في رصيف الخليفي
صديق المدقي مجدي
أنا بتول من يافا
التقينا في بلغاريا
جارك في درب، طريق عنود
صديق الغربي بلسم
صديق بوديبة فتحي
أنا جاسم من قنا
التقينا في ملديف
جارك في رصيف ضياء
صديق الأشراف سالم
أنا مأمون من قنا
التقينا في جزر القمر
جارك في مَمَر عاشور
صديق سيدة عوضية الغربي
أنا كمال من القادسية
التقينا في بنغلادش
جارك في رصيف الحجيج
صديق بتول بن عمر
أنا هشام من العريش
التقينا في الصومال
جارك في ساحة القلشاني
صديق المولدي حذيفة
صديق بلسم الغربي
أنا فواز من الدرعية
التقينا في لاوس
دوست فرخ لاچینی
من شاهپور از تبریز
در مصر دیدیم
همسایه، کوچه کارون
دوست لاله معروف
من آنیتا از پاکدشت
در اسپانیا دیدیم
همسایه، کوچه امیرکبیر
دوست نیما محجوبی
من مجید از کرمانشاه
در مولداوی دیدیم
همسایه، خیابان استادمعین
دوست هومن نیشابوری
من درسا از گلستان
در باهاما دیدیم
همسایه، کوچه دماوند
دوست پرنیا موسوی
من مهراد از تبریز
در ترکیه دیدیم
همسایه، کوچه شهید مطهری
دوست مینو مرادخانی
من نوشروان از رشت
در جزیره نورفولک دیدیم
همسایه، بن بست استاد قریب
دوست بردیا کیمیایی
من ارد از کرمان
در گرنادا دیدیم
همسایه، بن بست امیرکبیر
دوست هادی ملک
دوست مهتاب غنی
دوست آرش عراقی
من زیبا از قزوین
در لوکزامبورگ دیدیم
در ترینیداد و توباگو دیدیم
همسایه، بن بست دماوند
دوست امیر مجرد
من گلناز از بوشهر
در مالت دیدیم
در بوروندی دیدیم
همسایه، خیابان آزادی
دوست آرین نواب
من هوشنگ از ساوه
در جمهوری دموکراتیک کنگو دیدیم
همسایه، بلوار آذربایجان
دوست سپیده عصار
در آروبا دیدیم
همسایه، بلوار توحید
دوست نیکدخت فرج
دوست بهناز منوچهری
من آیدین از زنجان
در گینه بیسائو دیدیم
همسایه، کوچه اندرزگو
دوست سمیه کیان
دوست یاسین مهاجرانی
من یزدان از زاهدان
در ونزوئلا دیدیم
همسایه، بن بست رسالت
دوست خانم غزاله فرمانفرمائیان
من پانته آ از نیشابور
در باربادوس دیدیم
مسود باجوڑی کا دوست
میں ولید ہوں، میمنٹاوْن
ہم بیلاروس میں ملے
شریف گاوْں
سیف چوہدری چہارم کا دوست
میں عمائم ہوں، بندرگاہ ولیدٹاوْن
ہم چک ریاست میں ملے
روبینہ گلی
احسن عبدالی کا دوست
میں مسود ہوں، کراچی
میں فرہان ہوں، بندرگاہ اقدس
ہم پورتو ریکو میں ملے
مسود گلی
اویس اعوان کا دوست
میں احسن ہوں، شنواریٹاوْن
ہم یوکرین میں ملے
اویس آباد
عثمان میمن کا دوست
میں ولید ہوں، شمال مریم
میں ولید ہوں، حسنہٹاوْن
ہم گام میں ملے
جان گاوْں
عبداللہ جبران کا دوست
میں عمیر ہوں، الحقٹاوْن
ہم استونیا میں ملے
خان گاوْں
حسنہ حسین کا دوست
میں فرہان ہوں، اقدسٹاوْن
میں حسنہ ہوں، ناران
حمیرہ باجوڑی کا دوست
میں عبداللہ ہوں، مشرق خدیجہٹاوْن
ہم بہرین میں ملے
شنواری کالونی
مریم اللَہ کا دوست
میں کمال ہوں، شنواریٹاوْن
ہم ناروے میں ملے
آفریدی آباد
اویس شریف کا دوست
میں شفیع ہوں، اللَہٹاوْن
ہم ایرٹریا میں ملے
میمن گاوْں
آمنہ آفریدی کا دوست
میں ابراہیم ہوں، جنوب عثمان
ہم سموہ میں ملے
ہم متحدہ ریاست امریکا میں ملے
ہم یوراگوائے میں ملے
جبران گھڑی
محترمہ. منایل نیازی کا دوست
میں رابعہ ہوں، جھیل حدید
ہم ٹونیسیا میں ملے
حمزہ کالونی
وردہ آفریدی کا دوست
میں اویس ہوں، مشرق حسنہٹاوْن
ہم برونڈی میں ملے
وسیم کالونی
فرہان احمد سوم کا دوست
میں رابعہ ہوں، شمال حسنہ
ہم عراق میں ملے
میمن گھڑی
شہناز عبدالی کا دوست
חבר של מנשה הלוי
אני חגי מטירת יהודה
נפגשנו באוסטרליה
שכן בדרך ג'ול ג'מאל
חבר של נהוראי דשא
אני קשת מאלוני יצחק
נפגשנו באוגנדה
שכן בשדרות הסיפון
חבר של רעות תרשיש
אני קרן מנס ציונה
נפגשנו בזמביה
שכן במשעול שבט דן
חבר של טליה אביטל
אני מור מהזורע
נפגשנו בגבון
שכן במשעול ואן כוח'
חבר של רונית אילן
אני צדק מיקיר
נפגשנו באסטוניה
שכן בסמטת אזור יא
חבר של מר שילה משען
אני אלין מאורה
אני איילה מהודיה
נפגשנו בונואטו
שכן בדרך עטא אלזיר
שכן במשעול הצרי
חבר של אילנה צור
אני גלי מביר אל-מכסור
נפגשנו באיי סיישל
שכן במשעול רציף הרברט סמואל
חבר של ינון גוריון
אני דורית מקרית גת
נפגשנו בצ'אד
שכן ברחוב כלת א-תון
חבר של בל אבריאל
אני גלבוע מאבו עמרה (שבט)
נפגשנו בהרפובליקה הדומיניקנית
אני ליזה מיסעור
נפגשנו בלסוטו
שכן ברחוב ערוס א-תורכמאן
חבר של חי בן זקן
אני נועה מצאלים
נפגשנו בוייטנאם
שכן במשעול האדמו"ר מויז'ניץ
שכן במשעול א-טירה
חבר של נינט גבתון
אני גלי ממשואות יצחק
נפגשנו בישראל
שכן בדרך שושנת הרוחות
חבר של ארנון קינן
אני אנה מעין יהב
נפגשנו בלוב
שכן בסמטת התלמי יהושע
שכן במשעול זאבי רחבעם (גנדי)
חבר של רחל פניני
אני בר מעכו
נפגשנו בסין
שכן ברחוב דרויאנוב
חבר של מר ניקולס סדן
אני שני מנחושה
विशाल केसी को साथी
म निकिता, हेटौडा
बिरगंज मा भेट भयो
सुमित शेर्पा
अमिता बस्नेत को साथी
सन्दीप श्रेष्ठ को साथी
म शृष्टि, जनकपुर
लाहान मा भेट भयो
सुमित बराल
निकिता भण्डारी DVM को साथी
म लक्ष्मी, वीरेन्द्रनगर
गोरखा मा भेट भयो
बुद्ध प्रधान
मनिषा बास्तोला को साथी
म सिद्धार्थ, गोरखा
भक्तपुर मा भेट भयो
लक्ष्मी देवकोटा
निरज खड्का
निकिता लिम्बु
अर्जित निरौला
अमिता तामाङ
लक्ष्मी कोइराला
अजिता राणा को साथी
म गगन, बुटवल
वीरेन्द्रनगर मा भेट भयो
निरज ज्ञवाली
निश्चल केसी
सन्तोष घले
निकिता भण्डारी
कृष्ण लामा
शिल्पा ज्ञवाली
सुभाष लिम्बु
अस्मिता भट्टराई को साथी
पूजा शाक्य III को साथी
पूर्ण अर्याल को साथी
Mr. सुभाष काफ्ले को साथी
रजिना बस्नेत DVM को साथी
सिद्धार्थ निरौला को साथी
राजेन्द्र गुरुङ को साथी
अमिता थापा को साथी
सरिता निरौला को साथी
Mrs. रजिना घले को साथी
अस्मिता कार्की को साथी
सुनिता बस्यान को साथी
म अमिता, काठमाडौं
म सुमित, दमक
म पदम, बिरगंज
म दीपेन्द्र, धरान
म पूजा, भक्तपुर
म नविन, काठमाडौं
राजु लिम्बु को साथी
दीपेन्द्र जङ को साथी
सागर राउत को साथी
गगन देवकोटा को साथी
रत्न केसी को साथी
शृष्टि खड्का I को साथी
प्रेम तामाङ को साथी
राजेन्द्र घले को साथी
सरिता बास्तोला को साथी
सुभाष थापा को साथी
เพื่อนของเฉลิมวัฒน์ หนอกสีสุก
ผมชื่อ ฮานาน อยู่กรุงเทพมหานคร
เจอกันที่เยเมน
จรูญเวียง
ยานนาวา
เพื่อนของนิยดา รอดแก้ว
เพื่อนของอรวรรณ บุนนาค
ผมชื่อ กฤตานน อยู่นครศรีธรรมราช
เจอกันที่แองโกลา
อ่อนนุช
เพื่อนของณชธฤต เจียวค้างพลู
ผมชื่อ ลมุล อยู่อุดรธานี
เจอกันที่เอธิโอเปีย
เจอกันที่ยูกันดา
พระรามที่ 4
เพื่อนของอนุสรา เกตุพิมาย
ผมชื่อ อรญา อยู่พัทยา
เจอกันที่แคเมอรูน
เจอกันที่จอร์แดน
ศิริเกษม
เพื่อนของนูรฮานาน อมาตยกุล
เพื่อนของพิมพมาศ งามสีสุก
ผมชื่อ ภัณภิรา อยู่กรุงเทพมหานคร
เจอกันที่มาเลเซีย
จรัญสนิทวงศ์
นครไชยศรี
เพื่อนของพูลสวัสดิ์ เกิดพิมาย
เพื่อนของปาริเยศ อมาตยกุล
เพื่อนของเกษร เทิบจันทึก
ผมชื่อ กฤตานน อยู่อุดรธานี
ผมชื่อ อติกร อยู่เมืองนนทบุรี
ผมชื่อ นันทรัตน์ อยู่พัทยา
เจอกันที่โปรตุเกส
เจอกันที่เอกวาดอร์
ธนิยะ
เลียบคลองเนินทราย
เพื่อนของศุรศักดิ์ อินทโชติ
เพื่อนของพิมพ์ตินันท์ วงศ์สีสุก
ผมชื่อ โพธิ อยู่เชียงราย
เจอกันที่แซมเบีย
อัษฎางค์
เพื่อนของธนัญญา วารีศรี
เพื่อนของณิชญา เจียวจันทึก
ผมชื่อ ฟาติเมาะ อยู่พัทยา
เจอกันที่กัมพูชา
มีนพัฒนา
เพื่อนของนิสรา งามจันทึก
เดชะตุงคะ
เพื่อนของแปลก แซ่ลิ้ม
เพื่อนของประวุฒิ แขนอก
ผมชื่อ จิรเสกข์ อยู่ปากเกร็ด
เจอกันที่อียิปต์
อู่ทองใน
เพื่อนของนันต์ธีรา เกตุสีสุก
เพื่อนของภากร แซ่เฉิน
ผมชื่อ ปุณยาพร อยู่พิษณุโลก
เจอกันที่คิวบา
บูรพา
สนามไชย
ลาดพร้าววังหิน
汪阳，老同学
我是黎立辉，住在成乡县
我们在图瓦卢认识
龚中心的邻居
谭天娇，老同学
我是焦国珍，住在包宁市
我们在蒙古认识
王街的邻居
黄文，老同学
我是周一全，住在长安市
我们在多米尼加认识
秦旁的邻居
芦梓睿，老同学
我是成子轩，住在太宁市
我是夏侯思源，住在上汉市
我们在瓜德罗普认识
许旁的邻居
麦靖琪，老同学
我是唐宇轩，住在福林市
我们在直布罗陀认识
严街的邻居
龙欣怡，老同学
我是叶俊熙，住在武京市
我们在拉脱维亚认识
涂中心的邻居
陈绍辉，老同学
我是翟欣怡，住在厦阳市
我们在荷属圣马丁认识
尹桥的邻居
麦浩宇，老同学
我是麦宇，住在北汉市
我们在伊拉克认识
耿路的邻居
焦若汐，老同学
我是骆建国，住在包宁市
我是廖勇，住在太汉市
我们在南非认识
雷巷的邻居
闫路的邻居
雷笑愚，老同学
我是万成，住在贵汉市
我们在梵蒂冈认识
芦栋的邻居
何沐阳，老同学
我是李国琴，住在吉州市
我们在阿富汗认识
沈侬的邻居
何家豪，老同学
我是邓梓晨，住在诸徽市
我们在缅甸认识
林巷的邻居
梁侬的邻居
刘栋的邻居
董蒙，老同学
我是皇甫家明，住在南码市
我们在所罗门群岛认识
欧阳街的邻居
罗昊天，老同学
我是郭一全，住在南乡县
我们在新西兰认识
鄧俊馳，老同學
我是盧梓晨，住在臺南市
在新竹縣認識的
蘇路的鄰居
錢子默，老同學
我是吳黎昕，住在雲林市
我是金耀傑，住在南投市
在高雄市認識的
陳南路的鄰居
張街的鄰居
莫展鵬，老同學
吳旭堯，老同學
我是蕭胤祥，住在嘉義市
在桃園市認識的
蔣路的鄰居
吳智宸，老同學
蕭擎蒼，老同學
宋曉嘯，老同學
我是顧雨澤，住在高雄市
我是崔遠航，住在臺東市
在苗栗縣認識的
覃北路的鄰居
段擎宇，老同學
程天翊，老同學
我是田楷瑞，住在嘉義市
我是謝曉嘯，住在臺中市
在嘉義市認識的
任北路的鄰居
洪擎蒼，老同學
我是黎旭堯，住在花蓮縣
我是金思淼，住在新竹縣
我是陸子軒，住在臺東市
在嘉義縣認識的
傅北路的鄰居
範哲瀚，老同學
白靖琪，老同學
我是孔梓晨，住在臺北市
在基隆市認識的
林路的鄰居
彭嘉懿，老同學
賈鶴軒，老同學
我是莫錦程，住在基隆市
在臺南縣認識的
我是鄧峻熙，住在桃園縣
蔣正豪，老同學
莫博濤，老同學
鐘正豪，老同學
戴北路的鄰居
嚴榮軒，老同學
週曉博，老同學
汪聰健，老同學
陶明軒，老同學
我是賈睿淵，住在新竹市
在南投縣認識的
姜南路的鄰居
郝志強，老同學
我是賀子騫，住在金門市
我是姚昊焱，住在新竹縣
我是廖俊馳，住在新北縣
在基隆縣認識的
水谷の友達です
伊東 功です。港若林町で会いました
後藤ガス有限会社の川崎です
谷本村に住んでいます
吉原の友達です
西川 美羽です。山村市で会いました
合資会社坂本ホテルの窪田です
湖悠翔市に住んでいます
新井の友達です
内海 大和です。新勝区で会いました
飯塚保険有限会社の豊田です
東窪田区に住んでいます
大田の友達です
津田 哲也です。新金井村で会いました
米田放送合資会社の藤川です
港川島区に住んでいます
秋元の友達です
藤井 裕子です。北ヨシ村で会いました
株式会社岡本水産の西本です
東植田村に住んでいます
小谷の友達です
内田 翔平です。大場町で会いました
有限会社渡邊運輸の小柳です
港三上市に住んでいます
江口の友達です
宮川 明美です。彩香村で会いました
関保険株式会社の西川です
東優太区に住んでいます
荒木の友達です
加藤 龍生です。金井村で会いました
株式会社山崎鉱業の齋藤です
北ハル区に住んでいます
佐藤の友達です
向井 楓です。亮太区で会いました
新井電気合名会社の菅です
琴音区に住んでいます
平岡の友達です
今野 陽向です。向井町で会いました
株式会社塚田通信の田口です
健太市に住んでいます
嶋田の友達です
堤 豊です。陽斗区で会いました
吉井鉱業合同会社の宮内です
徹町に住んでいます
越智の友達です
近藤 美月です。泉区で会いました
飯島自動車合資会社の内田です
稲田区に住んでいます
米山の友達です
片岡 哲也です。新美結区で会いました
有限会社小川印刷の高野です
南大山市に住んでいます
大原の友達です
成田 康平です。西中沢区で会いました
奥村倉庫株式会社の川野です
湖長島町に住んでいます
安部の友達です
水野 太陽です。港島崎市で会いました
大場通信有限会社の田原です
平田町に住んでいます
정수현 친구예요
용세린입니다. 거창구에 살아요
도은 중공업 방소담
운정5길 이웃
변리안 친구예요
반율입니다. 동작시에 살아요
유민 그룹 단정후
원당로 이웃
길유이 친구예요
은현서입니다. 부평구에 살아요
강민 그룹 천유이
새꽃3길 이웃
기태윤 친구예요
나서아입니다. 용산구에 살아요
주식회사 연준 지준호
옥명7길 이웃
명혜윤 친구예요
배다온입니다. 용산군에 살아요
유경 물산 육지영
능마루5길 이웃
목정연 친구예요
온새봄입니다. 동작구에 살아요
주식회사 소정 천태건
도덕동대로 이웃
편요한 친구예요
반리안입니다. 목포구에 살아요
주식회사 은수 방인우
방배4길 이웃
형유은 친구예요
라소희입니다. 부천시에 살아요
윤우 증권 곽나율
평택항2길 이웃
함서은 친구예요
이성우입니다. 구미구에 살아요
연호 물산 권승민
남구청1길 이웃
금수민 친구예요
이예빈입니다. 북시에 살아요
주식회사 가윤 호승원
가거리로 이웃
형민주 친구예요
허루아입니다. 부평구에 살아요
용준 그룹 온영우
완도2길 이웃
윤서진 친구예요
고윤건입니다. 광주구에 살아요
정민 코리아 유주혁
한림상9길 이웃
당지환 친구예요
태한결입니다. 거창군에 살아요
한국 주호 복고은
이안천1길 이웃
표시호 친구예요
태효주입니다. 동작군에 살아요
주식회사 승우 봉태희
비월8길 이웃
빈강민 친구예요
손가은입니다. 북군에 살아요
주식회사 서윤 도승우
목길 이웃
`
  .trim()
  .split('\n');
